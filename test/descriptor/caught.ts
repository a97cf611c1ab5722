import { InputError } from '../../nodes/VSeeClinic/errors/input-error';

/** What the user is told when `run` refuses what was entered. Fails when it does not refuse. */
export function refusal(run: () => unknown): string {
	try {
		run();
	} catch (error) {
		if (error instanceof InputError) return `${error.message}. ${error.hint}`;
		throw error;
	}
	throw new Error('It was not refused');
}
