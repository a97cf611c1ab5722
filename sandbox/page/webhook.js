import { control } from './control.js';
import { byId, element, fillSelect, renderInto } from './dom.js';

const EVENT_NAMES = {
	'visit.created': 'Visit created',
	'visit.updated': 'Visit updated',
	'visit.ended': 'Visit ended',
	'visit.note.signed_and_sent': 'Note signed and sent',
	'visit.invoice.processed': 'Invoice processed',
};
let saved = null;

/** Draws the webhook's address, the events to send by hand, and the log of deliveries. */
export function renderWebhook({ webhook, deliveries, visits }) {
	const target = JSON.stringify([webhook.url, webhook.version]);
	// What someone is typing is not overwritten, unless the address was changed elsewhere.
	if (target !== saved) {
		saved = target;
		if (webhook.url !== null) byId('webhook-url').value = webhook.url;
		byId('webhook-version').value = webhook.version;
	}
	byId('webhook-state').textContent = webhook.url === null ? 'Not sending' : 'Sending';
	byId('webhook-state').className = `pill ${webhook.url === null ? '' : 'good'}`;
	byId('webhook-stop').disabled = webhook.url === null;
	const types = webhook.events.filter((type) => type in EVENT_NAMES);
	fillSelect(
		byId('fire-type'),
		types.map((type) => ({ value: type, label: EVENT_NAMES[type] })),
	);
	fillSelect(byId('fire-visit'), Object.values(visits).map(visitOption));
	for (const control of byId('fire-form').elements) control.disabled = webhook.url === null;
	renderInto(byId('delivery-list'), [deliveries, webhook.url], () =>
		deliveries.length === 0 ? empty(webhook.url) : deliveryTable(deliveries, webhook.url !== null),
	);
}

function visitOption(visit) {
	return { value: visit.id, label: `${visit.patient ?? 'No patient'}, ${visit.when ?? visit.type} (${visit.id})` };
}

function empty(url) {
	const text =
		url === null
			? 'Nothing is sent until an address is saved.'
			: 'Nothing sent yet. Book, start or complete a visit, or send an event.';
	return element('p', { class: 'muted' }, text);
}

function deliveryTable(deliveries, canSend) {
	const head = element(
		'tr',
		{},
		...['Time', 'Event', 'Answer', ''].map((name) => element('th', { scope: 'col' }, name)),
	);
	return element(
		'table',
		{},
		element('thead', {}, head),
		element('tbody', {}, ...deliveries.map((delivery) => deliveryRow(delivery, canSend))),
	);
}

function deliveryRow(delivery, canSend) {
	const again = () => control('POST', 'webhook/resend', { n: delivery.n }, `Delivery ${delivery.n} sent again`);
	return element(
		'tr',
		{},
		element('td', { class: 'nowrap' }, new Date(delivery.at).toLocaleTimeString()),
		element(
			'td',
			{},
			element(
				'details',
				{ 'data-key': `delivery ${delivery.n}` },
				element(
					'summary',
					{ 'data-key': `summary ${delivery.n}` },
					`${delivery.type ?? 'Custom body'} `,
					about(delivery),
				),
				element('p', { class: 'muted break' }, delivery.url),
				element('pre', {}, delivery.body),
			),
		),
		element('td', { class: 'nowrap' }, answer(delivery)),
		element(
			'td',
			{},
			element(
				'button',
				{ type: 'button', 'data-key': `again ${delivery.n}`, disabled: !canSend, onclick: again },
				'Send again',
			),
		),
	);
}

function about({ version, subject }) {
	const parts = [version === null ? null : `v${String(version).replace('.0', '')}`, subject];
	return element('span', { class: 'muted' }, parts.filter((part) => part !== null).join(', '));
}

function answer({ status, ms, error }) {
	if (status !== null)
		return element('span', { class: `pill ${status < 300 ? 'good' : 'bad'}` }, `${status}, ${ms ?? '…'} ms`);
	return element('span', { class: `pill ${error === null ? '' : 'bad'}` }, error === null ? 'Sending…' : 'No answer');
}

byId('webhook-form').addEventListener('submit', (event) => {
	event.preventDefault();
	const body = { url: byId('webhook-url').value.trim(), version: byId('webhook-version').value };
	control('POST', 'webhook', body, 'Webhook address saved');
});
byId('webhook-stop').addEventListener('click', () => control('POST', 'webhook', {}, 'No more events are sent'));
byId('fire-form').addEventListener('submit', (event) => {
	event.preventDefault();
	const body = { type: byId('fire-type').value, visit_id: byId('fire-visit').value };
	control('POST', 'webhook/fire', body, 'Event sent');
});
