import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { CreateLookup } from '../descriptor/create-lookup';
import type { Operation, PreparedOperation } from '../descriptor/operation';
import type {
	CreateRequest,
	CreateResult,
	OperationContext,
	OperationResult,
	ResultFile,
} from '../descriptor/operation-context';
import { appendDescription, ClinicError, nodeError, toLine } from '../errors/clinic-error';
import { textOf } from '../model/json';
import type { Effect } from '../request/call';
import { toClinicError } from '../request/outcome-text';
import { type RequestOptions, Session } from '../request/session';
import { type SharedStates, withCreateLock } from './create-lock';
import { CreateOnce } from './create-once';
import { ItemReader } from './item-reader';
import { Ledger } from './ledger';
import { isAgentTool, readOptions, readResultOptions } from './options';
import { Pool, RunStoppedError } from './pool';

/** How many IDs an error names. */
const MAX_NAMED_IDS = 20;

/** n8n treats an item with a key `error` as failed: such a key of a clinic's record is renamed `_error`. */
function withoutErrorKey(json: IDataObject): IDataObject {
	if (!('error' in json)) return json;
	const { error, ...rest } = json;
	return { ...rest, _error: error };
}

function failedItem(error: unknown, item: number): INodeExecutionData[] {
	return [{ json: { error: toLine(error) }, pairedItem: { item } }];
}

/** One run of the node: the same operation for every item, through one session. */
export class Run {
	/** One task for each item, in their order. */
	private readonly pool: Pool<INodeExecutionData[]>;
	private readonly reader: ItemReader;
	private readonly hints = new Set<string>();
	/** Aborted when the run has failed or the execution was cancelled: nothing waits for a lock any more. */
	private readonly ended = new AbortController();
	private hasFailed = false;

	private constructor(
		private readonly node: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly session: Session,
		private readonly ledger: Ledger,
	) {
		this.reader = new ItemReader(node, operation);
		const effect = this.effect();
		const atOnce = this.requestsAtOnce(effect);
		this.pool = new Pool(atOnce);
		if (effect === 'read') session.paceReads(atOnce);
		node.getExecutionCancelSignal()?.addEventListener('abort', () => this.ended.abort(), { once: true });
	}

	/** Reads what all items share: the credential, once, and the ledger of this execution. */
	static async start(node: IExecuteFunctions, operation: Operation): Promise<Run> {
		const session = await Session.start(node, node.getExecutionCancelSignal());
		const ledger = new Ledger(node.getContext('node'), Number(node.getWorkflowDataProxy(0).$runIndex));
		return new Run(node, operation, session, ledger);
	}

	/**
	 * Reads and checks all that is entered for one item before any request of any item is sent. Sends nothing.
	 * @throws InputError
	 */
	prepare(itemIndex: number): void {
		const { reader } = this;
		const { options, ...parameters } = reader.parameters(itemIndex);
		const requestOptions = readOptions(options, this.operation, this.node.getNode().type);
		const prepared = this.operation.prepare({ ...parameters, options }, this.node.getTimezone());
		const resultOptions = readResultOptions(this.operation, (name) => reader.parameter(name, itemIndex, ''));
		if (prepared.inputFileField !== undefined) reader.file(itemIndex, prepared.inputFileField);
		const context = { ...resultOptions, ...this.context(itemIndex, prepared, requestOptions) };
		this.pool.add(async () => await this.execute(itemIndex, prepared, context));
	}

	/**
	 * An item cannot be read: with Continue On Fail it fails in its place.
	 * @throws the error for n8n when it stops the run
	 */
	rejected(itemIndex: number, error: unknown): void {
		if (!this.node.continueOnFail()) throw this.toNodeError(error, itemIndex);
		this.pool.add(() => Promise.resolve(failedItem(error, itemIndex)));
	}

	/**
	 * Executes the operation for all prepared items.
	 * @returns the results, in the order of the items
	 * @throws the error of the first item that stopped the run
	 */
	async all(): Promise<INodeExecutionData[]> {
		const results = await this.pool.results((error, itemIndex) => this.toNodeError(error, itemIndex));
		for (const message of this.hints) this.node.addExecutionHints({ message, location: 'outputPane' });
		return results.flat();
	}

	private async execute(
		itemIndex: number,
		prepared: PreparedOperation,
		context: OperationContext,
	): Promise<INodeExecutionData[]> {
		try {
			if (prepared.hint) this.hints.add(prepared.hint);
			const results = await prepared.execute(context);
			const property = textOf(prepared.options.binaryPropertyName)?.trim() ?? 'data';
			return await this.wrap(results, property, itemIndex);
		} catch (error) {
			const isCancelled = error instanceof ClinicError && error.details.cancelled === true;
			if (this.node.continueOnFail() && !isCancelled) return failedItem(error, itemIndex);
			const failure = error instanceof Error ? error : new Error('The item failed');
			const reported = isCancelled && this.hasFailed ? new RunStoppedError() : failure;
			this.stop();
			throw reported;
		}
	}

	/** The error for n8n, with what this run has made so far: n8n drops the results of all other items. */
	private toNodeError(error: unknown, itemIndex: number): Error {
		const node = this.node.getNode();
		const named = error instanceof ClinicError ? error.details.lostCreate : undefined;
		return appendDescription(nodeError(node, error, itemIndex, !isAgentTool(node.type)), this.describeCreated(named));
	}

	/** An item has failed and the run ends: items in progress send no more writes. */
	private stop(): void {
		this.hasFailed = true;
		this.session.stop();
		this.ended.abort();
	}

	private context(
		itemIndex: number,
		{ options, identity, inputFileField = '' }: PreparedOperation,
		requestOptions: RequestOptions,
	): Omit<OperationContext, 'limit' | 'simplify'> {
		const { session, reader } = this;
		const createOptions = {
			...requestOptions,
			reuseExisting: options.reuseExisting !== false,
			retryWhenNotFound: options.retryWhenNotFound === true,
		};
		const createOnce = (request: Omit<CreateRequest, 'call'>, shared?: SharedStates) => {
			// With reuse on, all items that book from one intake share one visit; equal items are
			// separate requests when nothing identifies the record.
			const uniqueKey = createOptions.reuseExisting ? request.lookup?.uniqueKey : undefined;
			const entry = this.ledger.entry({ itemIndex, identity, uniqueKey });
			return new CreateOnce(session, request, createOptions, entry, shared);
		};
		const create = async ({ call, ...request }: CreateRequest, shared?: SharedStates) =>
			this.withHint(await createOnce(request, shared).create(call));
		return {
			options,
			addHint: (text) => this.hints.add(text),
			request: async (call, effect) => await session.request(call, effect, requestOptions),
			tryRead: async (call) => {
				const outcome = await session.exchange(call, 'read', requestOptions);
				if (outcome.kind === 'cancelled') throw toClinicError(outcome, 'read');
				return outcome;
			},
			createOnce: async (request) =>
				request.lookup
					? await this.exclusively(request.lookup, async (shared) => await create(request, shared))
					: await create(request),
			exclusively: async (lookup, task) =>
				await this.exclusively(lookup, async (shared) => {
					const findCreated = async () => {
						const found = await createOnce({ lookup }, shared).findCreated();
						return found && this.withHint(found);
					};
					return await task({ findCreated, createOnce: async (request) => await create(request, shared) });
				}),
			inputFile: async () => await reader.fileBytes(itemIndex, inputFileField),
		};
	}

	private async exclusively<T>(lookup: CreateLookup, task: (shared: SharedStates) => Promise<T>): Promise<T> {
		return await withCreateLock(`${this.session.clinic} ${lookup.sourceCall.path}`, this.ended.signal, task);
	}

	private withHint(result: CreateResult): CreateResult {
		if (result.hint) this.hints.add(result.hint);
		return result;
	}

	/** The effect of the operation; `read` when every item only reads. */
	private effect(): Effect {
		const { node, operation, reader } = this;
		try {
			const entered = (item: number) => (name: string) => reader.parameter(name, item, '');
			const onlyReads = node.getInputData().every((_item, index) => operation.onlyReads?.(entered(index)));
			return onlyReads ? 'read' : operation.effect;
		} catch {
			// An expression that fails is reported when its item is prepared.
			return operation.effect;
		}
	}

	/** How many items are in progress at once: the option of the first item, or the default of the effect. */
	private requestsAtOnce(effect: Effect): number {
		try {
			return readOptions(this.reader.record('options', 0), { effect }).requestsAtOnce;
		} catch {
			// Invalid options are reported when the first item is prepared.
			return 1;
		}
	}

	/**
	 * What this run has created and may have created.
	 * @param named where to look for the lost create that the error itself names
	 */
	private describeCreated(named: string | undefined): string {
		const { createdIds, lostCreates } = this.ledger;
		const shown = createdIds.slice(0, MAX_NAMED_IDS).join(', ');
		const more = createdIds.length > MAX_NAMED_IDS ? ` and ${createdIds.length - MAX_NAMED_IDS} more` : '';
		const created =
			shown === '' ? '' : ` Before it stopped, this run created ${shown}${more}; what it created still exists.`;
		const sources = [...new Set(lostCreates)].filter((label) => label !== '' && label !== named).join(', ');
		const booked = sources === '' ? '' : ` A visit may have been booked from: ${sources}.`;
		const others = lostCreates.filter((label) => label === '').length - Number(named === '');
		const lost =
			others > 0 ? ` The answers for ${others} more of its records were lost: they may have been created.` : '';
		return `${created}${booked}${lost}`;
	}

	/** A loop, since a promise for each of many thousand visits would take longer than the rest. */
	private async wrap(results: OperationResult[], property: string, item: number): Promise<INodeExecutionData[]> {
		const wrapped: INodeExecutionData[] = [];
		for (const { json, file } of results) {
			const made: INodeExecutionData = { json: withoutErrorKey(json), pairedItem: { item } };
			if (file) made.binary = { [property]: await this.binaryOf(file) };
			wrapped.push(made);
		}
		return wrapped;
	}

	private async binaryOf({ bytes, fileName, mimeType }: ResultFile): Promise<IBinaryData> {
		return await this.node.helpers.prepareBinaryData(Buffer.from(bytes), fileName, mimeType);
	}
}
