import { plainText } from '../model/json';

/** The values of Trigger On: the list of the editor, or text with commas. */
export function chosenEvents(entered: unknown): string[] {
	const entries: unknown[] = Array.isArray(entered) ? entered : plainText(entered).split(',');
	return entries.map((entry) => plainText(entry).trim()).filter((entry) => entry !== '');
}
