import { renderCalls } from './calls.js';
import { control } from './control.js';
import { chosenDay, renderDay } from './day.js';
import { byId, element, renderInto, toast } from './dom.js';
import { renderFaults } from './faults.js';
import { renderLists } from './lists.js';
import { renderVisitDialog } from './visit-dialog.js';
import { renderWebhook } from './webhook.js';

const REFRESH_MS = 1000;
let timer = 0;
let etag = '';
let shownQuery = '';
let asked = 0;

/** Asks for what is new and draws it. An answer that a later question has overtaken is dropped. */
async function refresh() {
	clearTimeout(timer);
	asked += 1;
	const mine = asked;
	const query = new URLSearchParams(chosenDay()).toString();
	try {
		const headers = query === shownQuery && etag !== '' ? { 'if-none-match': etag } : {};
		const response = await fetch(`/sandbox/page?${query}`, { headers, cache: 'no-store' });
		if (mine !== asked) return;
		byId('connection').hidden = true;
		if (response.status === 200) {
			const data = await response.json();
			if (mine !== asked) return;
			etag = response.headers.get('etag') ?? '';
			shownQuery = query;
			render(data);
		}
	} catch {
		if (mine === asked) byId('connection').hidden = false;
	}
	if (mine === asked && !document.hidden) timer = setTimeout(refresh, REFRESH_MS);
}

function render(data) {
	byId('clock-text').textContent = `${data.day.clock}${data.clockFrozen ? ' (clock stopped)' : ''}`;
	byId('clock-text').title = data.day.zone;
	renderDay(data);
	renderLists(data);
	renderWebhook(data);
	renderFaults(data);
	renderCalls(data);
	renderVisitDialog(data);
	renderInto(byId('credential-list'), data.credentials, () => data.credentials.map(credential));
	document.body.dataset.ready = 'true';
}

function credential({ label, value }) {
	const copy = async () => {
		await navigator.clipboard.writeText(value);
		toast(`${label} copied`);
	};
	return element(
		'div',
		{ class: 'credential' },
		element('span', { class: 'muted' }, label),
		element('code', {}, value),
		element('button', { type: 'button', 'data-key': label, 'aria-label': `Copy ${label}`, onclick: copy }, 'Copy'),
	);
}

for (const button of document.querySelectorAll('[data-advance]')) {
	const seconds = Number(button.dataset.advance);
	button.addEventListener('click', () =>
		control('POST', 'clock', { advance: seconds }, 'The clinic’s clock was moved'),
	);
}
byId('reset').addEventListener('click', () => byId('reset-dialog').showModal());
byId('reset-dialog').addEventListener('close', () => {
	if (byId('reset-dialog').returnValue === 'reset') control('POST', 'reset', {}, 'The clinic is as at the start');
	byId('reset-dialog').returnValue = '';
});
document.addEventListener('refresh', refresh);
document.addEventListener('visibilitychange', () => {
	if (!document.hidden) refresh();
});
refresh();
