import { credentials } from './clinic/clinic';
import type { Sandbox } from './sandbox';
import { startSandbox } from './start-sandbox';

const USAGE = 'Usage: tsx sandbox/main.ts [--port 4010]   (or PORT=4010)';

/** Starts the sandbox from the command line and says how to use it. */
async function main(): Promise<void> {
	const port = readPort(process.argv.slice(2), process.env.PORT);
	if (port === null) return fail(USAGE);
	let sandbox: Sandbox;
	try {
		sandbox = await startSandbox({ port });
	} catch (error) {
		const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
		if (taken) return fail(`Port ${port} is already in use; choose another one with --port.`);
		return fail(`The sandbox could not start: ${error instanceof Error ? error.message : String(error)}`);
	}
	process.stdout.write(greeting(sandbox));
	const stop = () => void sandbox.close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

function readPort(args: string[], fromEnvironment: string | undefined): number | null {
	const at = args.indexOf('--port');
	const known = args.every((arg, index) => arg === '--port' || index === at + 1 || arg.startsWith('--port='));
	const given =
		args.find((arg) => arg.startsWith('--port='))?.slice('--port='.length) ??
		(at >= 0 ? (args[at + 1] ?? '') : (fromEnvironment ?? '4010'));
	const port = Number(given);
	return known && /^\d+$/.test(given) && port <= 65535 ? port : null;
}

function greeting({ url, origin }: Sandbox): string {
	return `
VSee Clinic sandbox (fictitious data, listens on this machine only)

  API endpoint    ${url}
  Account code    ${credentials.accountCode}
  API key         ${credentials.apiKey}
  API secret      ${credentials.apiSecret}
  Admin token     ${credentials.adminToken}
  Patient token   ${credentials.patientToken}   (Ada Examplepatient, 20000000001)
  Provider token  ${credentials.providerToken}   (Quinn Sampleprovider, 800002)
  Rooms           exroom1, exroom2 (group of four), exroom3

  Look            ${origin}/
  Reset           POST   ${origin}/sandbox/reset
  Calls           GET    ${origin}/sandbox/calls       DELETE clears
  Report          GET    ${origin}/sandbox/report
  Faults          POST   ${origin}/sandbox/faults      {"kind":"reset","method":"POST","path":"/visits","when":"after"}
  Clock           POST   ${origin}/sandbox/clock       {"advance":3600}
  Settings        POST   ${origin}/sandbox/settings    {"availabilityShape":"byDay","latency":50}
  Webhook         POST   ${origin}/sandbox/webhook     {"url":"http://127.0.0.1:5678/…","version":"both"}
  Staff           POST   ${origin}/sandbox/staff       {"visit_id":"30000000007","action":"complete"}

Ctrl+C stops it. More in sandbox/README.md.

`;
}

function fail(sentence: string): void {
	process.stderr.write(`${sentence}\n`);
	process.exitCode = 1;
}

void main();
