import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../errors/input-error';
import type { Call, Effect } from '../request/call';
import type { Done } from '../request/session';
import type { Trace } from './create-lookup';
import { customValues, joinedValues, withCustom } from './custom-parameters';
import type { Field, Fields, Reading, Values } from './field';

/** A file among the results of an operation. */
export interface ProducedFile {
	bytes: Uint8Array;
	fileName: string;
	mimeType: string;
}

/** One result of an operation, before n8n's wrapping. */
export interface Produced {
	json: IDataObject;
	file?: ProducedFile;
}

/** What an operation that takes more than one request may do. */
export interface Clinic {
	/** Sends a call that may be repeated. @throws ClinicFailure */
	ask(call: Call, effect: Exclude<Effect, 'create'>): Promise<Done>;
	/** Sends a call that must reach the clinic at most once, under the protection of its trace. @throws ClinicFailure */
	createOnce(order: Order): Promise<Done>;
	/** What the orders of this item have made already, in an earlier try or run. @throws ClinicFailure */
	madeBefore(order: Order): Promise<Done | undefined>;
	/** The options that only this operation has, where entered. */
	readonly options: IDataObject;
	/** How many records are wanted; undefined for all. */
	readonly limit?: number;
	readonly simplify: boolean;
	/** The file that the operation takes in. */
	incomingFile(): Promise<ProducedFile>;
}

/** A call that creates something, and how to find out whether it has. */
export interface Order {
	call: Call;
	trace?: Trace;
	/** Reads the record again by the id that the ledger kept. */
	reread?: (id: string) => Call;
	/** Whether a good answer may name no record. */
	mayBeNameless?: boolean;
}

/** How an answer becomes results; `simplify` is false when the API's own objects are wanted. */
export type Output<V> = (answer: Done, values: V, simplify: boolean) => Produced[];

type Option = boolean | number | string;
type Collection = 'additionalFields' | 'filters' | 'updateFields';

interface Said<R extends Fields, O extends Fields> {
	resource: string;
	value: string;
	/** Name in the menu. */
	name: string;
	/** The same as a sentence, for n8n's action list. */
	action: string;
	/** When to use it, what to call first, where ids come from: read by nurses and AI agents alike. */
	description: string;
	effect: Effect;
	/** Required: at top level. */
	fields: R;
	/** The rest: in one collection. */
	optional: O;
	/** Optional, but at top level, as n8n wants it for resource mappers: what they hold is sent beside the declared fields. */
	forms?: Record<string, Field<IDataObject>>;
	/** Extra entries of Options. */
	options?: Record<string, Field<Option>>;
	/** Whether it returns a list that can be limited. */
	many?: boolean;
	/** Whether it returns visits, intakes or slots, which can be simplified. */
	simplifies?: boolean;
	/** Where the optional parameters stand, when it is not where the effect says. */
	collection?: Collection;
	/** Refuses values that do not fit together. @throws InputProblem */
	check?(values: Values<R, O>, custom: IDataObject): void;
	/** A remark for the user that stops nothing. Holds no values. */
	hint?(values: Values<R, O>): string | undefined;
	/** Under which name the item holds the file that is taken in. */
	incoming?(values: Values<R, O>): string;
}

interface ByRequest<R extends Fields, O extends Fields> extends Said<R, O> {
	/** Method, path, query and body: plain data. Every declared field is sent unless taken out by name. */
	request(values: Values<R, O>): Call;
	/** What a lost `create` may have made. */
	trace?(values: Values<R, O>): Trace;
	reread?: (id: string) => Call;
	output: Output<Values<R, O>>;
}

interface ByRun<R extends Fields, O extends Fields> extends Said<R, O> {
	/** For operations that are not one request. `extended` adds the custom parameters to a call. */
	run(values: Values<R, O>, clinic: Clinic, extended: (call: Call) => Call): Promise<Produced[]>;
}

/** An operation whose values are read: ready to be carried out. */
export interface Prepared {
	hint?: string;
	/** Under which name the item must hold a file. */
	incoming?: string;
	/** The options that only this operation has, where entered. */
	options: IDataObject;
	/** Tells this order from another with other values (for the ledger). */
	identity: unknown;
	carryOut(clinic: Clinic): Promise<Produced[]>;
}

/** Raw values as n8n gives them. */
export interface Entered {
	required: Record<string, unknown>;
	collection: IDataObject;
	options: IDataObject;
}

/** An operation as the registry holds it: the types of its values are its own business. */
export interface Operation {
	readonly resource: string;
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	readonly effect: Effect;
	readonly fields: Fields;
	readonly optional: Fields;
	readonly forms: Record<string, Field<IDataObject>>;
	readonly options: Record<string, Field<Option>>;
	readonly many: boolean;
	readonly simplifies: boolean;
	/** The name of the collection that holds the optional parameters. */
	readonly collection: Collection;
	/** Reads and checks all that is entered for one item: afterwards nothing is left that could be refused here. @throws InputProblem */
	prepare(entered: Entered, timezone: string): Prepared;
}

function collectionOf(effect: Effect, many: boolean): Collection {
	if (effect === 'read') return many ? 'filters' : 'additionalFields';
	return effect === 'create' ? 'additionalFields' : 'updateFields';
}

function encodeAll<Wire>(
	fields: Record<string, Field<Wire>>,
	entered: IDataObject | Record<string, unknown>,
	timezone: string,
): Array<[string, Wire | undefined]> {
	return Object.entries(fields).map(([name, field]) => {
		const reading: Reading = { label: field.shown.displayName, timezone };
		return [name, field.encode(entered[name], reading)];
	});
}

/** The options that only this operation has. @throws InputProblem */
function ownOptions(options: Record<string, Field<Option>>, entered: IDataObject, timezone: string): IDataObject {
	return Object.fromEntries(
		encodeAll(options, entered, timezone).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
	);
}

function readValues<R extends Fields, O extends Fields>(
	fields: Fields,
	optional: Fields,
	entered: Entered,
	timezone: string,
): Values<R, O> {
	const required = encodeAll(fields, entered.required, timezone);
	for (const [name, value] of required) {
		const label = fields[name]?.shown.displayName ?? name;
		if (value === undefined)
			throw new InputProblem(label, 'is empty', `Enter “${label}” for this item. Nothing was sent to VSee Clinic.`);
	}
	const others = encodeAll(optional, entered.collection, timezone).filter(([, value]) => value !== undefined);
	// The one place where the compiler must be told: the entries were made from these very fields.
	return Object.fromEntries([...required, ...others]) as Values<R, O>;
}

/** What the forms hold, each under the name that the editor shows. @throws InputProblem */
function formValues(
	forms: Record<string, Field<IDataObject>>,
	entered: Entered,
	timezone: string,
): Array<[string, IDataObject]> {
	return Object.entries(forms).map(([name, form]) => {
		const label = form.shown.displayName;
		return [label, form.encode(entered.required[name], { label, timezone }) ?? {}];
	});
}

function carryOutRequest<R extends Fields, O extends Fields>(
	said: ByRequest<R, O>,
	values: Values<R, O>,
	extended: (call: Call) => Call,
) {
	return async (clinic: Clinic): Promise<Produced[]> => {
		const { effect, reread } = said;
		// Written now: "now" is when the item's turn comes.
		const call = extended(said.request(values));
		const order: Order = { call, trace: said.trace?.(values), reread };
		const answer = effect === 'create' ? await clinic.createOnce(order) : await clinic.ask(call, effect);
		const results = said.output(answer, values, clinic.simplify);
		return clinic.limit === undefined ? results : results.slice(0, clinic.limit);
	};
}

/** Says an operation once; its parameters, request, output and documentation all follow from this. */
export function operation<R extends Fields, O extends Fields>(said: ByRequest<R, O> | ByRun<R, O>): Operation {
	const {
		resource,
		value,
		name,
		action,
		description,
		effect,
		fields,
		optional,
		forms = {},
		options = {},
		many = false,
		simplifies = false,
	} = said;
	return {
		resource,
		value,
		name,
		action,
		description,
		effect,
		fields,
		optional,
		forms,
		options,
		many,
		simplifies,
		collection: said.collection ?? collectionOf(effect, many),
		prepare(entered, timezone) {
			const values = readValues<R, O>(fields, optional, entered, timezone);
			const declared = new Set([...Object.keys(fields), ...Object.keys(optional)]);
			const custom = joinedValues(
				customValues(entered.collection.customParameters, declared),
				formValues(forms, entered, timezone),
				declared,
			);
			said.check?.(values, custom);
			const extended = (call: Call): Call => withCustom(call, custom);
			const identity = [resource, value, values, custom];
			const read = {
				hint: said.hint?.(values),
				incoming: said.incoming?.(values),
				options: ownOptions(options, entered.options, timezone),
				identity,
			};
			if ('run' in said) return { ...read, carryOut: async (clinic) => await said.run(values, clinic, extended) };
			// What cannot be written is refused now, before anything of any item is sent.
			extended(said.request(values));
			return { ...read, carryOut: carryOutRequest(said, values, extended) };
		},
	};
}
