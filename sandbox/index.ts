export { type Clinic, credentials } from './clinic/clinic';
export type { Intake, JournalEntry, Person, Room, Visit } from './clinic/records';
export type { Clock } from './clock';
export type { CallRecord, Calls } from './http/calls';
export type { Sandbox, SandboxOptions } from './sandbox';
export type { AvailabilityShape, Settings } from './settings';
export { startSandbox } from './start-sandbox';
