import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

import type {
	CreateRequest,
	Operation,
	OperationContext,
	OperationResult,
	PreparedOperation,
} from '../descriptor/operation';
import { inputError } from '../errors/input-error';
import { isRecord, textOf } from '../model/json';
import { type Done, type RequestOptions, Session } from '../request/session';
import { CreateOnce, type CreateOptions, MAY_HAVE_BEEN_CREATED } from './create-once';
import { Ledger } from './ledger';
import { readOptions, readResultOptions } from './options';

/** n8n takes an item with a key `error` for a failed one: a record of the clinic that has such a key shows it as `_error`. */
function withoutErrorKey(json: IDataObject): IDataObject {
	if (!('error' in json)) return json;
	const { error, ...rest } = json;
	return { ...rest, _error: error };
}

/** One run of the node: the same operation for every item, through one session. */
export class Run {
	/** Of each execution: an AI agent may have several runs of the node under way. */
	private static readonly locksOf = new WeakMap<IDataObject, Map<string, Promise<unknown>>>();
	private readonly made = new Map<string, Done>();
	private readonly hints = new Set<string>();
	private hasFailed = false;

	private constructor(
		private readonly node: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly session: Session,
		private readonly ledger: Ledger,
		private readonly locks: Map<string, Promise<unknown>>,
	) {}

	/** Reads what all items share: the credential, once, and the ledger of this execution. */
	static async start(node: IExecuteFunctions, operation: Operation): Promise<Run> {
		const session = await Session.start(node, node.getExecutionCancelSignal());
		const context = node.getContext('node');
		const ledger = new Ledger(context, Number(node.getWorkflowDataProxy(0).$runIndex));
		const locks = this.locksOf.get(context) ?? new Map<string, Promise<unknown>>();
		this.locksOf.set(context, locks);
		return new Run(node, operation, session, ledger, locks);
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
	get hintTexts(): string[] {
		return [...this.hints];
	}

	/** What this run has created, or may have, beside what the error itself tells: n8n drops the results of all other items. */
	createdSoFar({ message }: Error): string {
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
	prepare(itemIndex: number): () => Promise<INodeExecutionData[]> {
		const { operation } = this;
		const record = (name: string): IDataObject => {
			const value = this.entered(name, itemIndex, {});
			return isRecord(value) ? value : {};
		};
		const options = record('options');
		const manner: RequestOptions = readOptions(options, operation, this.node.getNode().type);
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
		const { limit, simplify } = readResultOptions(operation, (name) => this.entered(name, itemIndex, ''));
		if (prepared.inputFileField !== undefined) this.fileIn(itemIndex, prepared.inputFileField);
		return async () => {
			if (prepared.hint) this.hints.add(prepared.hint);
			const produced = await prepared.execute({ limit, simplify, ...this.clinic(itemIndex, prepared, manner) });
			const property = textOf(prepared.options.binaryPropertyName)?.trim() ?? 'data';
			return await Promise.all(produced.map(async (result) => await this.wrap(result, property)));
		};
	}

	private clinic(
		itemIndex: number,
		{ options, identity, inputFileField = '' }: PreparedOperation,
		manner: RequestOptions,
	): Omit<OperationContext, 'limit' | 'simplify'> {
		const { session } = this;
		const once: CreateOptions = {
			reuseExisting: options.reuseExisting !== false,
			retryWhenNotFound: options.retryWhenNotFound === true,
		};
		const creating = (order: CreateRequest): CreateOnce => {
			// The same visit asked for again is the same visit, and what has no trace may be wanted twice.
			const entry = this.ledger.entry(itemIndex, identity, order.lookup !== undefined && once.reuseExisting);
			return new CreateOnce(session, manner, order, entry);
		};
		return {
			options,
			request: async (call, effect) => await session.request(call, effect, manner),
			createOnce: async (order) =>
				await this.withLock(
					order,
					async () => await this.memoize(order, once, async () => await creating(order).carryOut(once)),
				),
			findCreated: async (order) => await this.withLock(order, async () => (await creating(order).earlier(once)).made),
			inputFile: async () => {
				const { fileName = 'file', mimeType } = this.fileIn(itemIndex, inputFileField);
				const bytes = await this.node.helpers.getBinaryDataBuffer(itemIndex, inputFileField).catch(() => {
					throw inputError('Input Data Field Name', 'names a file that n8n cannot read any more');
				});
				return { bytes, fileName, mimeType };
			},
		};
	}

	/** The very order that another item of this run has carried out need not be read again. */
	private async memoize(
		order: CreateRequest,
		{ reuseExisting }: CreateOptions,
		create: () => Promise<Done>,
	): Promise<Done> {
		const key = order.lookup && JSON.stringify(order.call);
		const before = reuseExisting && key !== undefined ? this.made.get(key) : undefined;
		// Every item has data of its own: a later node may change one of them.
		if (before) return { ...before, data: isRecord(before.data) ? deepCopy(before.data) : before.data };
		const answer = await create();
		if (reuseExisting && key !== undefined) this.made.set(key, answer);
		return answer;
	}

	/** Orders with the same source wait for each other, or both would find it unused. */
	private async withLock<T>(order: CreateRequest, task: () => Promise<T>): Promise<T> {
		const key = order.lookup?.source.path;
		if (key === undefined) return await task();
		const mine = (this.locks.get(key) ?? Promise.resolve()).then(task);
		this.locks.set(
			key,
			mine.catch(() => undefined),
		);
		return await mine;
	}

	/** A parameter of an item. What n8n throws for a failing expression quotes the data: it is not passed on. */
	private entered(name: string, itemIndex: number, fallback: IDataObject | boolean | number | string): unknown {
		try {
			return this.node.getNodeParameter(name, itemIndex, fallback);
		} catch {
			const label = { ...this.operation.fields, ...this.operation.forms }[name]?.property.displayName ?? name;
			throw inputError(
				`“${label}”`,
				'could not be read: its expression failed',
				'Open this parameter in the node and look at its expression for this item. Nothing was sent.',
			);
		}
	}

	private async wrap({ json: given, file }: OperationResult, property: string): Promise<INodeExecutionData> {
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
			throw inputError(
				'Input Data Field Name',
				'names no file of this item',
				'Check under which name the node before gives the file, usually “data”. Nothing was sent.',
			);
		}
	}
}
