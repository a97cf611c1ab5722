import { control } from './control.js';
import { byId, element, fillSelect, renderInto } from './dom.js';

/** Label, explanation, and for some kinds a number to give: its name, its field and its default. */
const KINDS = {
	reset: ['Connection breaks', 'The connection breaks before any answer.'],
	hang: ['No answer', 'The connection stays open and nothing comes.'],
	delay: ['Slow answer', 'The true answer comes late.', ['Milliseconds', 'ms', 3000]],
	status: ['Error status', 'An HTTP error instead of the answer.', ['HTTP status', 'status', 500]],
	throttle: [
		'Too many requests (429)',
		'Refused with 429 and Retry-After.',
		['Retry after (seconds)', 'retryAfter', 2],
	],
	unauthorized: ['Token refused (401)', 'As with a token that has expired.'],
	errorBody: ['Error behind a 200', 'Status 200, and an error in the body.'],
	html: ['Sign-in page', 'HTML where JSON is expected.'],
	emptyBody: ['Empty answer', 'Status 200 and no body.'],
	wrongJson: ['Answer without data', 'JSON that lacks what was asked for.'],
	truncatedJson: ['Half of the JSON', 'The answer stops in the middle of its JSON.'],
	half: ['Half of the answer', 'The connection breaks in the middle of the answer.'],
	drip: ['Byte by byte', 'The true answer, one byte at a time.', ['Milliseconds per byte', 'ms', 50]],
	redirect: ['Redirect', 'A redirect to another address.'],
	endless: ['Endless answer', 'An answer that never ends.'],
	huge: ['Huge answer', 'A very large answer.', ['Megabytes', 'size', 10]],
	gzipBomb: ['Compressed bomb', 'A small answer that unpacks to a very large one.', ['Megabytes', 'size', 10]],
	deepJson: ['Deeply nested JSON', 'JSON nested very deeply.', ['Levels', 'size', 100000]],
	wrongLength: ['Wrong length', 'The Content-Length header does not fit the answer.'],
	invalidUtf8: ['Broken characters', 'Bytes that are not valid UTF-8.'],
	manySlots: ['Very many slots', 'Ten thousand free times at once.', ['Slots', 'size', 10000]],
};
let usualWhen = {};

/** Draws the form for a fault and the faults in force. */
export function renderFaults({ faults, faultKinds, endpoints }) {
	usualWhen = faultKinds;
	const calls = endpoints.map(({ method, path, pattern }) => ({
		value: `${method} ${pattern}`,
		label: `${method} ${path}`,
	}));
	calls.sort((a, b) => a.label.split(' ')[1].localeCompare(b.label.split(' ')[1]) || a.label.localeCompare(b.label));
	fillSelect(byId('fault-call'), [{ value: '* ', label: 'any call' }, ...calls]);
	const kinds = Object.keys(faultKinds).sort((a, b) => Object.keys(KINDS).indexOf(a) - Object.keys(KINDS).indexOf(b));
	const before = byId('fault-kind').value;
	fillSelect(
		byId('fault-kind'),
		kinds.map((kind) => ({ value: kind, label: KINDS[kind]?.[0] ?? kind })),
	);
	if (before === '') kindChosen();
	const active = faults.filter((fault) => fault.remaining !== 0).length;
	byId('fault-state').textContent = active === 0 ? 'None in force' : `${active} in force`;
	byId('fault-state').className = `pill ${active === 0 ? '' : 'warn'}`;
	renderInto(byId('fault-list'), faults, () =>
		faults.length === 0
			? element('p', { class: 'muted' }, 'Every call is answered as it should be.')
			: [element('ul', { class: 'lines' }, ...faults.map(faultLine)), removeAll()],
	);
}

function faultLine(fault) {
	const remove = () => control('DELETE', 'faults', { id: fault.id }, 'Fault removed');
	const [label] = KINDS[fault.kind] ?? [fault.kind];
	return element(
		'li',
		{ class: fault.remaining === 0 ? 'spent' : null },
		element('strong', {}, `${label}${fault.detail === '' ? '' : ` (${fault.detail})`}`),
		element('span', { class: `pill ${fault.remaining === 0 ? '' : 'warn'}` }, left(fault)),
		element(
			'span',
			{ class: 'muted' },
			`${fault.call}, ${fault.when} the clinic acts, applied ${fault.applied === 1 ? 'once' : `${fault.applied} times`}`,
		),
		element(
			'button',
			{ type: 'button', 'data-key': `remove ${fault.id}`, 'aria-label': `Remove ${label}`, onclick: remove },
			'Remove',
		),
	);
}

function left({ remaining, remainingSkips }) {
	if (remaining === 0) return 'Used up';
	if (remainingSkips > 0) return `After ${remainingSkips} more`;
	return remaining < 0 ? 'Every time' : `${remaining} left`;
}

function removeAll() {
	const remove = () => control('DELETE', 'faults', undefined, 'All faults removed');
	return element('button', { type: 'button', 'data-key': 'remove all', onclick: remove }, 'Remove all');
}

function kindChosen() {
	const kind = byId('fault-kind').value;
	const [, help, number] = KINDS[kind] ?? [kind, ''];
	byId('fault-when').value = usualWhen[kind] ?? 'before';
	byId('fault-help').textContent = help;
	byId('fault-value-label').hidden = number === undefined;
	if (number === undefined) return;
	byId('fault-value-name').textContent = number[0];
	byId('fault-value').value = String(number[2]);
}

byId('fault-kind').addEventListener('change', kindChosen);
byId('fault-form').addEventListener('submit', (event) => {
	event.preventDefault();
	const kind = byId('fault-kind').value;
	const [method, path] = byId('fault-call').value.split(' ');
	const number = KINDS[kind]?.[2];
	const fault = { kind, when: byId('fault-when').value, count: Number(byId('fault-count').value) };
	if (method !== '*') Object.assign(fault, { method, path });
	if (number !== undefined) fault[number[1]] = Number(byId('fault-value').value);
	control('POST', 'faults', fault, 'Fault added');
});
