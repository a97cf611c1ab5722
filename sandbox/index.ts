export { startSandbox, type Sandbox, type SandboxOptions } from './sandbox';
export { credentials, type Clinic } from './clinic/clinic';
export type { Intake, JournalEntry, Person, Room, Visit } from './clinic/records';
export type { CallRecord, Calls } from './http/calls';
export type { Clock } from './clock';
export type { AvailabilityShape, Settings } from './settings';
