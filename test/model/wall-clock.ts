/** What clocks show, by the browser's calendar functions: knows nothing of the code under test or of Luxon. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
	const known = formats.get(zone);
	if (known) return known;
	const made = new Intl.DateTimeFormat('en-CA', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
	});
	formats.set(zone, made);
	return made;
}

/** The wall time in `zone` at an instant, as 2026-01-31T14:30:00. */
export function wallTime(unixSeconds: number, zone: string): string {
	const parts: Record<string, string> = {};
	for (const { type, value } of format(zone).formatToParts(unixSeconds * 1000)) parts[type] = value;
	return `${(parts.year ?? '').padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

const QUARTER = 900;

/** Every instant at which clocks in `zone` show a wall time, found by trying all offsets that exist; earliest first. */
export function instantsOf(wall: string, zone: string): number[] {
	const asUtc = Date.parse(`${wall}Z`) / 1000;
	const found: number[] = [];
	for (let offset = 14 * 3600; offset >= -12 * 3600; offset -= QUARTER) {
		if (wallTime(asUtc - offset, zone) === wall) found.push(asUtc - offset);
	}
	return found;
}
