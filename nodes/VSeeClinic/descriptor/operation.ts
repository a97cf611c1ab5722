import type { IDataObject } from 'n8n-workflow';

import { ClinicError } from '../errors/clinic-error';
import { InputError } from '../errors/input-error';
import type { Call, Effect } from '../request/call';
import type { Done } from '../request/outcome';
import type { CreateLookup } from './create-lookup';
import { customValues, joinedValues, withCustom } from './custom-parameters';
import { type Field, type Fields, isBlank, readField, type Values } from './field';
import { valueOfLocator } from './locator';
import type { CreateRequest, OperationContext, OperationResult } from './operation-context';

/** How an answer becomes results; `simplify` is false when the API's own objects are wanted. */
export type Output<V> = (answer: Done & { isOwn?: boolean }, values: V, simplify: boolean) => OperationResult[];

type Option = boolean | number | string;
type Collection = 'additionalFields' | 'filters' | 'updateFields';

interface OperationSpec<R extends Fields, O extends Fields> {
	value: string;
	/** Name in the menu. */
	name: string;
	/** The same as a sentence, for n8n's list of actions and for AI agents. */
	action: string;
	/** When to use it, what to call first, where ids come from: read by nurses and AI agents alike. */
	description: string;
	effect: Effect;
	/** Whether an item only reads after all, by what is entered at top level. */
	onlyReads?: (entered: (name: string) => unknown) => boolean;
	/** Required: at top level. */
	fields?: R;
	/** The rest: in one collection. */
	optional?: O;
	/**
	 * Parameters at top level that an earlier version had in the collection, where workflows that were saved then still
	 * have them.
	 */
	moved?: string[];
	/** Whether it sends no request, so that the options of requests would do nothing. */
	sendsNothing?: boolean;
	/** Resource mappers, which n8n allows at top level only: what is entered is sent beside the declared fields. */
	forms?: Record<string, Field<IDataObject>>;
	/** Extra entries of Options. */
	options?: Record<string, Field<Option>>;
	/** Whether it returns a list that can be limited. */
	returnsList?: boolean;
	/** Whether it returns visits, intakes or slots, which can be simplified. */
	canSimplify?: boolean;
	/** The collection of the optional parameters, if not the default for the effect. */
	collection?: Collection;
	/** Refuses values that do not fit together. @throws InputError */
	check?(values: NoInfer<Values<R, O>>, custom: IDataObject): void;
	/** A hint for the user; the run goes on. Contains no values. */
	hint?(values: NoInfer<Values<R, O>>): string | undefined;
	/** Under which name the item holds the file that is taken in. */
	inputFileField?(values: NoInfer<Values<R, O>>): string;
}

interface RequestSpec<R extends Fields, O extends Fields> extends OperationSpec<R, O> {
	/** Method, path, query and body: plain data. Every declared field is sent unless taken out by name. */
	request(values: NoInfer<Values<R, O>>): Call;
	/** How to find out what a create whose reply was lost has made. */
	lookup?(values: NoInfer<Values<R, O>>): CreateLookup;
	reread?: (id: string) => Call;
	/** Adds, before the call is built, values that only the clinic knows. @throws InputError, ClinicError */
	complete?(values: NoInfer<Values<R, O>>, context: OperationContext): Promise<NoInfer<Values<R, O>>>;
	/**
	 * Checks that a successful reply did what was asked; returns what is output. Without a reply (it was lost, and a second
	 * try was refused) it finds out whether the change was made: undefined when it was not, or when nobody knows.
	 * @throws ClinicError
	 */
	verify?(reply: Done | undefined, values: NoInfer<Values<R, O>>, context: OperationContext): Promise<Done | undefined>;
	output: Output<NoInfer<Values<R, O>>>;
}

interface CustomSpec<R extends Fields, O extends Fields> extends OperationSpec<R, O> {
	/** For operations that are not one request. */
	run(
		values: NoInfer<Values<R, O>>,
		context: OperationContext,
		withCustomParameters: (call: Call) => Call,
	): Promise<OperationResult[]>;
}

/** An operation whose values are read: ready to be carried out. */
export interface PreparedOperation {
	hint?: string;
	/** Under which name the item must hold a file. */
	inputFileField?: string;
	/** The options that only this operation has, where entered. */
	options: IDataObject;
	/** Identifies this request in the ledger: another operation or other values give another identity. */
	identity: unknown;
	execute(context: OperationContext): Promise<OperationResult[]>;
}

/** Raw values as n8n gives them. */
export interface RawParameters {
	required: Record<string, unknown>;
	collection: IDataObject;
	options: IDataObject;
}

/** An operation with the types of its values hidden. */
export interface UntypedOperation {
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	readonly effect: Effect;
	readonly onlyReads?: (entered: (name: string) => unknown) => boolean;
	/** Parameters at top level. */
	readonly fields: Fields;
	/** The names of those that must be there. */
	readonly required: string[];
	/** Parameters in the collection. */
	readonly optional: Fields;
	readonly moved: string[];
	readonly sendsNothing: boolean;
	readonly forms: Record<string, Field<IDataObject>>;
	readonly options: Record<string, Field<Option>>;
	readonly returnsList: boolean;
	readonly canSimplify: boolean;
	/** The name of the collection that holds the optional parameters. */
	readonly collection: Collection;
	/** Reads and checks all that is entered for one item, before anything is sent. @throws InputError */
	prepare(raw: RawParameters, timezone: string): PreparedOperation;
}

/** An operation as the registry holds it. */
export interface Operation extends UntypedOperation {
	readonly resource: string;
}

/** A resource: its name in the menu and its operations. */
export interface Resource {
	value: string;
	name: string;
	operations: Operation[];
}

/** A resource with its operations. */
export function resource(value: string, name: string, operations: UntypedOperation[]): Resource {
	return { value, name, operations: operations.map((entry) => ({ ...entry, resource: value })) };
}

function collectionOf(effect: Effect, returnsList: boolean): Collection {
	if (effect === 'read') return returnsList ? 'filters' : 'additionalFields';
	return effect === 'create' ? 'additionalFields' : 'updateFields';
}

function encodeAll<Wire>(
	fields: Record<string, Field<Wire>>,
	raw: IDataObject | Record<string, unknown>,
	timezone: string,
): Array<[string, Wire | undefined]> {
	return Object.entries(fields).map(([name, field]) => [name, readField(field, raw[name], timezone)]);
}

/** The options that only this operation has. @throws InputError */
function ownOptions(options: Record<string, Field<Option>>, raw: IDataObject, timezone: string): IDataObject {
	return Object.fromEntries(
		encodeAll(options, raw, timezone).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
	);
}

/** The values of an item. @throws InputError */
function readValues<R extends Fields, O extends Fields>(
	{ fields, required, optional, moved }: Layout,
	raw: RawParameters,
	timezone: string,
): Values<R, O> {
	const topLevel = { ...raw.required };
	for (const name of moved) if (isBlank(valueOfLocator(topLevel[name]))) topLevel[name] = raw.collection[name];
	const read = [...encodeAll(fields, topLevel, timezone), ...encodeAll(optional, raw.collection, timezone)];
	for (const [name, value] of read) {
		if (value !== undefined || !required.includes(name)) continue;
		const label = fields[name]?.property.displayName ?? name;
		throw new InputError(label, 'is empty', `Enter “${label}” for this item. Nothing was sent to VSee Clinic.`);
	}
	// The only cast: the entries were built from these very fields.
	return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as Values<R, O>;
}

/** What the forms hold, each under the name that the editor shows. @throws InputError */
function formValues(
	forms: Record<string, Field<IDataObject>>,
	raw: RawParameters,
	timezone: string,
): Array<[string, IDataObject]> {
	return Object.entries(forms).map(([name, form]) => {
		const label = form.property.displayName;
		return [label, form.encode(raw.required[name], { label, timezone }) ?? {}];
	});
}

/** Sends a call that may be repeated. One that was refused may have been carried out by a try whose reply was lost. */
async function change(
	call: Call,
	effect: Exclude<Effect, 'create'>,
	context: OperationContext,
	verify: (reply?: Done) => Promise<Done | undefined>,
): Promise<Done> {
	return await context.request(call, effect).catch(async (error: unknown) => {
		const found = error instanceof ClinicError && error.details.mayBeChanged ? await verify() : undefined;
		return found ?? (await Promise.reject(error instanceof Error ? error : new Error('The change failed')));
	});
}

/** One request, with what surrounds it. @throws InputError, before any item sends a request, when it cannot be built */
function executeRequest<R extends Fields, O extends Fields>(
	spec: RequestSpec<R, O>,
	given: Values<R, O>,
	withCustomParameters: (call: Call) => Call,
): PreparedOperation['execute'] {
	withCustomParameters(spec.request(given));
	return async (context) => {
		const { effect, reread } = spec;
		const values = spec.complete ? await spec.complete(given, context) : given;
		// Encoded when the item is executed, so that "now" means that moment.
		const call = withCustomParameters(spec.request(values));
		const request: CreateRequest = { call, lookup: spec.lookup?.(values), reread };
		const verify = async (reply?: Done) => await spec.verify?.(reply, values, context);
		const reply = effect === 'create' ? await context.createOnce(request) : await change(call, effect, context, verify);
		const results = spec.output((await verify(reply)) ?? reply, values, context.simplify);
		return context.limit === undefined ? results : results.slice(0, context.limit);
	};
}

/** The fields of an operation that declares none. */
type None = { [name in never]: Field<unknown> };

/** Which fields stand where. */
type Layout = Pick<UntypedOperation, 'fields' | 'moved' | 'optional' | 'required'>;

function layoutOf({ fields = {}, optional = {}, moved = [] }: Partial<Layout>): Layout {
	const all = Object.entries({ ...fields, ...optional });
	const required = Object.keys(fields);
	const isAtTop = (name: string) => required.includes(name) || moved.includes(name);
	return {
		fields: Object.fromEntries(all.filter(([name]) => isAtTop(name))),
		required,
		optional: Object.fromEntries(all.filter(([name]) => !isAtTop(name))),
		moved,
	};
}

/** How the values of an item are read and checked. */
function preparation<R extends Fields, O extends Fields>(
	spec: RequestSpec<R, O> | CustomSpec<R, O>,
	layout: Layout,
): UntypedOperation['prepare'] {
	const { action, forms = {}, options = {} } = spec;
	const declared = new Set(Object.keys({ ...layout.fields, ...layout.optional }));
	return (raw, timezone) => {
		const values = readValues<R, O>(layout, raw, timezone);
		const custom = joinedValues(
			customValues(raw.collection.customParameters, declared),
			formValues(forms, raw, timezone),
			declared,
		);
		spec.check?.(values, custom);
		const withCustomParameters = (call: Call): Call => withCustom(call, custom);
		return {
			hint: spec.hint?.(values),
			inputFileField: spec.inputFileField?.(values),
			options: ownOptions(options, raw.options, timezone),
			identity: [action, values, custom],
			execute:
				'run' in spec
					? async (context) => await spec.run(values, context, withCustomParameters)
					: executeRequest(spec, values, withCustomParameters),
		};
	};
}

/** Declares an operation; its parameters, request, output and documentation all follow from this. */
export function operation<R extends Fields = None, O extends Fields = None>(
	spec: RequestSpec<R, O> | CustomSpec<R, O>,
): UntypedOperation {
	const { value, name, action, description, effect, onlyReads, returnsList = false } = spec;
	const layout = layoutOf(spec);
	return {
		value,
		name,
		action,
		description,
		effect,
		onlyReads,
		...layout,
		sendsNothing: spec.sendsNothing ?? false,
		forms: spec.forms ?? {},
		options: spec.options ?? {},
		returnsList,
		canSimplify: spec.canSimplify ?? false,
		collection: spec.collection ?? collectionOf(effect, returnsList),
		prepare: preparation(spec, layout),
	};
}
