import { control } from './control.js';
import { byId, element, renderInto } from './dom.js';

const FILTERS = {
	all: () => true,
	writes: (call) => call.method !== 'GET',
	reads: (call) => call.method === 'GET',
	failed: (call) => call.fault !== null || call.status === null || call.status >= 400,
};
let shown = null;

/** Draws the calls, the newest first. */
export function renderCalls(data) {
	shown = data;
	const filter = byId('call-filter').value;
	const calls = data.calls.filter(FILTERS[filter]);
	const { calls: count, open } = data.counts;
	byId('call-summary').textContent =
		`${count} since the start${open === 0 ? '' : `, ${open} open now`}. The newest comes first; select one to see what was sent.`;
	renderInto(byId('call-list'), [calls, filter], () =>
		calls.length === 0
			? element('p', { class: 'muted' }, 'No calls. Run a workflow, and they appear here by themselves.')
			: callTable(calls),
	);
}

function callTable(calls) {
	const heads = ['No.', 'Time', 'Call', 'By', 'Answer', 'Took'];
	return element(
		'table',
		{},
		element('thead', {}, element('tr', {}, ...heads.map((name) => element('th', { scope: 'col' }, name)))),
		element('tbody', {}, ...calls.map(callRow)),
	);
}

function callRow(call) {
	return element(
		'tr',
		{},
		element('td', { class: 'muted' }, call.n),
		element('td', { class: 'nowrap muted' }, new Date(call.at).toLocaleTimeString()),
		element(
			'td',
			{ class: 'grow' },
			element(
				'details',
				{ 'data-key': `call ${call.n}` },
				element(
					'summary',
					{ 'data-key': `summary ${call.n}` },
					element('span', { class: `method ${call.method === 'GET' ? '' : 'write'}` }, call.method),
					` ${call.path}`,
				),
				call.query !== '' && element('p', { class: 'break' }, `Query: ${decodeURIComponent(call.query)}`),
				element('pre', {}, call.body ?? 'No body'),
				element('p', { class: 'muted' }, call.processed ? 'The clinic acted on it.' : 'The clinic did not act on it.'),
			),
		),
		element('td', { class: 'muted nowrap' }, call.caller),
		element('td', { class: 'nowrap' }, answer(call)),
		element('td', { class: 'muted nowrap' }, call.ms === null ? 'open' : `${call.ms} ms`),
	);
}

function answer({ status, fault }) {
	const good = status !== null && status < 300;
	return element(
		'span',
		{},
		element('span', { class: `pill ${good ? 'good' : 'bad'}` }, status ?? 'none'),
		fault !== null && element('span', { class: 'pill warn' }, `fault: ${fault}`),
	);
}

byId('call-filter').addEventListener('change', () => shown !== null && renderCalls(shown));
byId('call-filter').form.addEventListener('submit', (event) => event.preventDefault());
byId('calls-clear').addEventListener('click', () => control('DELETE', 'calls', undefined, 'List of calls cleared'));
