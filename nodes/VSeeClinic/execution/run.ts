import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

import type { Clinic, Operation, Order, Prepared, Produced } from '../descriptor/operation';
import { InputProblem, inputProblem } from '../errors/input-error';
import { isRecord, textOf } from '../model/json';
import { type Done, type Manner, Session } from '../request/session';
import { CreateOnce, MAY_HAVE_BEEN_CREATED, type Once } from './create-once';
import { Ledger } from './ledger';
import { readOptions } from './options';

/** n8n takes an item with a key `error` for a failed one: a record of the clinic that has such a key shows it as `_error`. */
function withoutErrorKey(json: IDataObject): IDataObject {
	if (!('error' in json)) return json;
	const { error, ...rest } = json;
	return { ...rest, _error: error };
}

/** One run of the node: the same operation for every item, through one session. */
export class Run {
	/** Of each execution: an AI agent may have several runs of the node under way. */
	private static readonly turnsOf = new WeakMap<IDataObject, Map<string, Promise<unknown>>>();
	private readonly made = new Map<string, Done>();
	private readonly hints = new Set<string>();
	private hasFailed = false;

	private constructor(
		private readonly node: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly session: Session,
		private readonly ledger: Ledger,
		private readonly turns: Map<string, Promise<unknown>>,
	) {}

	/** Reads what all items share: the credential, once, and the ledger of this execution. */
	static async start(node: IExecuteFunctions, operation: Operation): Promise<Run> {
		const session = await Session.start(node, node.getExecutionCancelSignal());
		const context = node.getContext('node');
		const ledger = new Ledger(context, Number(node.getWorkflowDataProxy(0).$runIndex));
		const turns = this.turnsOf.get(context) ?? new Map<string, Promise<unknown>>();
		this.turnsOf.set(context, turns);
		return new Run(node, operation, session, ledger, turns);
	}

	/** How many items may be under way at once: reads ten, writes one, or what the user says. */
	get requestsAtOnce(): number {
		try {
			const options = this.entered('options', 0, {});
			return readOptions(isRecord(options) ? options : {}, this.operation).requestsAtOnce;
		} catch {
			// The first item tells what is wrong with its options.
			return 1;
		}
	}

	/** Remarks for the user, each once. */
	get remarks(): string[] {
		return [...this.hints];
	}

	/** What this run has created, or may have, beside what the error itself tells: n8n drops the results of all other items. */
	alreadyCreated({ message }: Error): string {
		const { made, open } = this.ledger;
		const shown = made.slice(0, 20).join(', ');
		const more = made.length > 20 ? ` and ${made.length - 20} more` : '';
		const known = made.length > 0 ? ` Made by this run before it stopped, and still there: ${shown}${more}.` : '';
		const places = [...new Set(open)].filter((where) => where !== '').join(', ');
		const blind = open.filter((where) => where === '').length - Number(message.includes(MAY_HAVE_BEEN_CREATED));
		return `${known}${places === '' ? '' : ` A visit may have been booked from: ${places}.`}${blind > 0 ? ` The answers for ${blind} more of its records were lost: they may have been created.` : ''}`;
	}

	/** An item has failed and the run ends: items under way write nothing any more. */
	stop(): void {
		this.hasFailed = true;
		this.session.stop();
	}

	get isStopped(): boolean {
		return this.hasFailed;
	}

	/**
	 * Reads all that is entered for one item, so that nothing is left to refuse once requests are under way.
	 * @returns carries out the operation for the item; throws ClinicFailure
	 * @throws InputProblem
	 */
	read(itemIndex: number): () => Promise<INodeExecutionData[]> {
		const { operation } = this;
		const record = (name: string): IDataObject => {
			const value = this.entered(name, itemIndex, {});
			return isRecord(value) ? value : {};
		};
		const options = record('options');
		const manner: Manner = readOptions(options, operation);
		const required = Object.keys(operation.fields).map((name): [string, unknown] => [
			name,
			this.entered(name, itemIndex, ''),
		]);
		const forms = Object.keys(operation.forms).map((name): [string, unknown] => [
			name,
			this.entered(name, itemIndex, {}),
		]);
		const entered = {
			required: Object.fromEntries([...required, ...forms]),
			collection: record(operation.collection),
			options,
		};
		const prepared = operation.prepare(entered, this.node.getTimezone());
		const limit = this.limit(itemIndex);
		const simplify = operation.simplifies && this.entered('simplify', itemIndex, true) !== false;
		if (prepared.incoming !== undefined) this.fileIn(itemIndex, prepared.incoming);
		return async () => {
			if (prepared.hint) this.hints.add(prepared.hint);
			const produced = await prepared.carryOut({ limit, simplify, ...this.clinic(itemIndex, prepared, manner) });
			const property = textOf(prepared.options.binaryPropertyName)?.trim() ?? 'data';
			return await Promise.all(produced.map(async (result) => await this.wrap(result, property)));
		};
	}

	private clinic(
		itemIndex: number,
		{ options, identity, incoming = '' }: Prepared,
		manner: Manner,
	): Omit<Clinic, 'limit' | 'simplify'> {
		const { session } = this;
		const once: Once = {
			reuseExisting: options.reuseExisting !== false,
			retryWhenNotFound: options.retryWhenNotFound === true,
		};
		const creating = (order: Order): CreateOnce => {
			// The same visit asked for again is the same visit, and what has no trace may be wanted twice.
			const entry = this.ledger.entry(itemIndex, identity, order.trace !== undefined && once.reuseExisting);
			return new CreateOnce(session, manner, order, entry);
		};
		return {
			options,
			ask: async (call, effect) => await session.ask(call, effect, manner),
			createOnce: async (order) =>
				await this.inTurn(
					order,
					async () => await this.unlessMade(order, once, async () => await creating(order).carryOut(once)),
				),
			madeBefore: async (order) => await this.inTurn(order, async () => (await creating(order).earlier(once)).made),
			incomingFile: async () => {
				const { fileName = 'file', mimeType } = this.fileIn(itemIndex, incoming);
				const bytes = await this.node.helpers.getBinaryDataBuffer(itemIndex, incoming).catch(() => {
					throw inputProblem('Input Data Field Name', 'names a file that n8n cannot read any more');
				});
				return { bytes, fileName, mimeType };
			},
		};
	}

	/** The very order that another item of this run has carried out need not be read again. */
	private async unlessMade(order: Order, { reuseExisting }: Once, create: () => Promise<Done>): Promise<Done> {
		const key = order.trace && JSON.stringify(order.call);
		const before = reuseExisting && key !== undefined ? this.made.get(key) : undefined;
		// Every item has data of its own: a later node may change one of them.
		if (before) return { ...before, data: isRecord(before.data) ? deepCopy(before.data) : before.data };
		const answer = await create();
		if (reuseExisting && key !== undefined) this.made.set(key, answer);
		return answer;
	}

	/** Orders with the same source wait for each other, or both would find it unused. */
	private async inTurn<T>(order: Order, task: () => Promise<T>): Promise<T> {
		const key = order.trace?.source.path;
		if (key === undefined) return await task();
		const mine = (this.turns.get(key) ?? Promise.resolve()).then(task);
		this.turns.set(
			key,
			mine.catch(() => undefined),
		);
		return await mine;
	}

	private limit(itemIndex: number): number | undefined {
		if (!this.operation.many || this.entered('returnAll', itemIndex, false) === true) return undefined;
		const limit = Number(this.entered('limit', itemIndex, 50));
		if (Number.isSafeInteger(limit) && limit >= 1) return limit;
		throw new InputProblem('Limit', 'is not a whole number of 1 or more');
	}

	/** A parameter of an item. What n8n throws for a failing expression quotes the data: it is not passed on. */
	private entered(name: string, itemIndex: number, otherwise: IDataObject | boolean | number | string): unknown {
		try {
			return this.node.getNodeParameter(name, itemIndex, otherwise);
		} catch {
			const label = { ...this.operation.fields, ...this.operation.forms }[name]?.shown.displayName ?? name;
			throw inputProblem(
				`“${label}”`,
				'could not be read: its expression failed',
				'Open this parameter in the node and look at its expression for this item. Nothing was sent.',
			);
		}
	}

	private async wrap({ json: given, file }: Produced, property: string): Promise<INodeExecutionData> {
		const json = withoutErrorKey(given);
		if (!file) return { json };
		const { bytes, fileName, mimeType } = file;
		const binary = await this.node.helpers.prepareBinaryData(Buffer.from(bytes), fileName, mimeType);
		return { json, binary: { [property]: binary } };
	}

	/** A file of an item. @throws InputProblem when there is none under that name */
	private fileIn(itemIndex: number, propertyName: string): IBinaryData {
		try {
			return this.node.helpers.assertBinaryData(itemIndex, propertyName);
		} catch {
			throw inputProblem(
				'Input Data Field Name',
				'names no file of this item',
				'Check under which name the node before gives the file, usually “data”. Nothing was sent.',
			);
		}
	}
}
