import { ApiError } from '../api-error';
import type { Clinic, ClinicEvent } from '../clinic/clinic';
import type { Json, JsonObject } from '../json';
import { envelope } from './envelope';

/** Where and how events are sent. */
export interface WebhookOptions {
	/** Default v1. With `both`, every event is sent in each version, under two ids. */
	version?: 'v1' | 'v2' | 'both';
	/** How often the same envelope is sent again; default 0. */
	duplicates?: number;
	/** Collects events for a moment and sends the last one first. */
	shuffle?: boolean;
	/** Another clinic's account code in the envelope. */
	account?: string;
	/** Deliveries at once; default 1, which keeps the order. */
	concurrency?: number;
	/** Milliseconds after which a delivery is abandoned; default 10000. */
	timeout?: number;
}

/** One delivery and its answer. */
export interface Delivery {
	n: number;
	/** Real time of sending, milliseconds since 1970. */
	at: number;
	url: string;
	/** Id, type and version of the envelope, where it has them. */
	id: Json;
	type: Json;
	version: Json;
	body: Json;
	/** HTTP status of the receiver, null while under way or when there was no answer. */
	status: number | null;
	ms: number | null;
	error?: string;
}

const SHUFFLE_WINDOW_MS = 30;

/** Sends the clinic's events to one URL (docs/api.md#webhooks). A failing receiver never affects the API. */
export class Webhooks {
	/** Every delivery since the last reset. */
	deliveries: Delivery[] = [];
	private url: string | null = null;
	private options: WebhookOptions = {};
	private queue: Delivery[] = [];
	private collected: Json[] = [];
	private shuffleTimer: NodeJS.Timeout | null = null;
	private activeDeliveries = 0;
	private idleListeners: Array<() => void> = [];

	constructor(private readonly clinic: Clinic) {
		clinic.listener = (event) => this.send(event);
	}

	/** Sets the URL that receives events from now on; null for none. */
	target(url: string | null, options: WebhookOptions = {}): void {
		this.url = url;
		this.options = options;
	}

	/** The URL that receives events, or null. */
	get targetUrl(): string | null {
		return this.url;
	}

	/** The version events are sent in. */
	get version(): 'v1' | 'v2' | 'both' {
		return this.options.version ?? 'v1';
	}

	/** Sends an event in the version set for the URL. */
	send(event: ClinicEvent): void {
		if (this.url === null) return;
		for (const version of ['v1', 'v2'] as const) {
			if (this.version === version || this.version === 'both')
				this.raw(envelope(this.clinic, event, version, this.options.account));
		}
	}

	/** Sends that a provider has signed and sent the note of a visit. */
	noteSigned(visitId: string, note: JsonObject = { id: '9001', status: 'signed' }): void {
		this.send({ type: 'visit.note.signed_and_sent', visit: this.clinic.visit(visitId), note });
	}

	/** Sends that the invoice of a visit was processed; amounts in cents. */
	invoiceProcessed(visitId: string, invoice: JsonObject = DEFAULT_INVOICE): void {
		this.send({ type: 'visit.invoice.processed', visit: this.clinic.visit(visitId), invoice });
	}

	/** Sends any body as it is. A string is sent as is, valid JSON or not. */
	raw(body: Json): void {
		if (this.url === null) return;
		const copies = Array.from({ length: 1 + (this.options.duplicates ?? 0) }, () => body);
		if (!this.options.shuffle) return copies.forEach((copy) => this.enqueue(copy));
		this.collected.push(...copies);
		this.shuffleTimer ??= setTimeout(() => this.release(), SHUFFLE_WINDOW_MS);
	}

	/** Sends a delivery once more, with the same body and so the same event id; unknown: 404, without a URL: 409. */
	resend(n: number): void {
		const delivery = this.deliveries.find((one) => one.n === n);
		if (delivery === undefined) throw new ApiError(404, 'Delivery not found');
		if (this.url === null) throw new ApiError(409, 'No webhook address is set');
		this.enqueue(delivery.body);
	}

	/** Resolves when nothing is left to be delivered. */
	idle(): Promise<void> {
		if (this.activeDeliveries === 0 && this.queue.length === 0 && this.collected.length === 0) return Promise.resolve();
		return new Promise((resolve) => this.idleListeners.push(resolve));
	}

	/** Forgets the deliveries and what was not sent yet; the URL stays. */
	clear(): void {
		if (this.shuffleTimer !== null) clearTimeout(this.shuffleTimer);
		this.shuffleTimer = null;
		this.collected = [];
		this.queue = [];
		this.deliveries = [];
		this.resolveWhenIdle();
	}

	private release(): void {
		this.shuffleTimer = null;
		const bodies = this.collected.reverse();
		this.collected = [];
		bodies.forEach((body) => this.enqueue(body));
	}

	private enqueue(body: Json): void {
		if (this.url === null) return;
		const named: JsonObject = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
		const { id = null, type = null, version = null } = named;
		const n = this.deliveries.length + 1;
		const delivery: Delivery = { n, at: Date.now(), url: this.url, id, type, version, body, status: null, ms: null };
		this.deliveries.push(delivery);
		this.queue.push(delivery);
		this.deliverNext();
	}

	private deliverNext(): void {
		while (this.activeDeliveries < (this.options.concurrency ?? 1)) {
			const delivery = this.queue.shift();
			if (delivery === undefined) break;
			this.activeDeliveries += 1;
			void post(delivery, this.options.timeout ?? 10_000).then(() => {
				this.activeDeliveries -= 1;
				this.deliverNext();
				this.resolveWhenIdle();
			});
		}
	}

	private resolveWhenIdle(): void {
		if (this.activeDeliveries > 0 || this.queue.length > 0 || this.collected.length > 0) return;
		for (const wake of this.idleListeners.splice(0)) wake();
	}
}

const DEFAULT_INVOICE: JsonObject = {
	id: '9101',
	status: 'pending',
	amount_due: 2500,
	amount_paid: 1500,
	currency: 'USD',
};

async function post(delivery: Delivery, timeout: number): Promise<void> {
	delivery.at = Date.now();
	try {
		const body = typeof delivery.body === 'string' ? delivery.body : JSON.stringify(delivery.body);
		const headers = { 'content-type': 'application/json' };
		const response = await fetch(delivery.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(timeout) });
		delivery.status = response.status;
		await response.arrayBuffer();
	} catch (error) {
		delivery.error = error instanceof Error ? error.name : 'Error';
	}
	delivery.ms = Date.now() - delivery.at;
}
