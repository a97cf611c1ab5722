import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import { InputError, inputError } from '../errors/input-error';
import { isRecord, plainText } from '../model/json';
import { type EncodeContext, type Field, isBlank } from './field';
import { parseJson } from './fields';
import { refuseInexactNumbers } from './identifier';
import { readInstant, refuseImpossibleDate } from './time';

/** The choices of a yes-or-no question. Not a switch: it would send “no” for a question that nobody looked at. */
export const YES_NO = [
	{ name: 'Yes', value: 'true' },
	{ name: 'No', value: 'false' },
];

/** A text that can only be meant as a day of the calendar, with or without a time. */
const DATE_FORM = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?=\s*$|[T ]\d{1,2}:)/;

type Answer = IDataObject[string];
type Question = Partial<Pick<ResourceMapperField, 'displayName' | 'options' | 'removed' | 'required' | 'type'>>;

function isYesNo({ options = [] }: Question): boolean {
	return options.length === YES_NO.length && options.every(({ value }, index) => value === YES_NO[index]?.value);
}

function encodeNumber(raw: Answer, subject: string): number {
	const value = typeof raw === 'string' ? Number(raw) : raw;
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	throw new InputError(subject, 'is not a number');
}

function encodeJson(raw: Answer, subject: string): Answer {
	const value = parseJson(raw, subject);
	if (typeof value === 'object') return value;
	throw new InputError(subject, 'is neither a JSON object nor a JSON list');
}

function encodeChoice(raw: Answer, question: Question, subject: string): Answer {
	const chosen = question.options?.find(({ value }) => String(value) === plainText(raw));
	if (!chosen)
		throw inputError(
			subject,
			'is not one of the choices of the clinic’s form',
			`Select an answer for ${subject} from its list. Nothing was sent.`,
		);
	return isYesNo(question) ? chosen.value === 'true' : chosen.value;
}

/** One answer as it goes over the wire. @throws InputError */
function encodeAnswer(raw: Answer, question: Question, { label, timezone }: EncodeContext): Answer {
	const subject = `${label}: “${question.displayName ?? ''}”`;
	refuseInexactNumbers(raw, subject);
	const [, year, ...rest] = DATE_FORM.exec(plainText(raw)) ?? [];
	if (year) refuseImpossibleDate([year, ...rest.map((part) => part.padStart(2, '0'))].join('-'), subject);
	switch (question.type) {
		case 'number':
			return encodeNumber(raw, subject);
		case 'dateTime':
			return readInstant(raw, { label: subject, timezone });
		case 'array':
		case 'object':
			return encodeJson(raw, subject);
		case 'options':
			return encodeChoice(raw, question, subject);
		default:
			return raw;
	}
}

/** Refuses a form without an answer to a required question, which n8n itself does not enforce. @throws InputError */
function refuseOpenQuestions(questions: Map<unknown, Question>, answers: IDataObject, { label }: EncodeContext): void {
	for (const [name, { displayName, required, removed }] of questions) {
		if (required !== true || removed === true || !isBlank(answers[String(name)])) continue;
		const question = `“${displayName ?? String(name)}”`;
		throw new InputError(
			`${label}: ${question}`,
			'needs an answer',
			`Answer ${question} in ${label}, or remove the question there. Nothing was sent.`,
		);
	}
}

/** The answers of a form, by the names of their questions; undefined when nothing was answered. @throws InputError */
function encodeForm(raw: unknown, mustBeComplete: boolean, context: EncodeContext): IDataObject | undefined {
	if (isBlank(raw)) return undefined;
	if (!isRecord(raw) || !(isRecord(raw.value) || isBlank(raw.value))) {
		throw new InputError(context.label, 'is not a form with answers');
	}
	const { value, schema } = raw;
	const list: unknown[] = Array.isArray(schema) ? schema : [];
	const questions = new Map(list.filter(isRecord).map((question): [unknown, Question] => [question.id, question]));
	const answers = isRecord(value) ? value : {};
	const given = Object.entries(answers).filter(
		([name, answer]) => !isBlank(answer) && questions.get(name)?.removed !== true,
	);
	const encoded = given.map(([name, answer]): [string, Answer] => [
		name,
		encodeAnswer(answer, { displayName: name, ...questions.get(name) }, context),
	]);
	if (mustBeComplete) refuseOpenQuestions(questions, answers, context);
	return encoded.length > 0 ? Object.fromEntries(encoded) : undefined;
}

/**
 * The answers to questions that the clinic itself has written: a resource mapper, which n8n shows at top level only.
 * @param mustBeComplete whether a question that the clinic has marked as required must be answered
 * @param method the name of what reads the questions in `methods.resourceMapping`
 */
export function formAnswers(
	displayName: string,
	method: string,
	description: string,
	mustBeComplete: boolean,
): Field<IDataObject> {
	return {
		property: {
			displayName,
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			description,
			typeOptions: {
				// n8n asks for the questions again, and clears the answers, when this changes: with a credential of another
				// clinic the room has another name or none. Not the code: an expression may give another one in each run.
				loadOptionsDependsOn: ['room_code.cachedResultName'],
				// Not “add”: n8n would then mark every question as required as soon as the node is opened.
				resourceMapper: {
					resourceMapperMethod: method,
					mode: 'map',
					valuesLabel: displayName,
					fieldWords: { singular: 'question', plural: 'questions' },
					supportAutoMap: false,
					addAllFields: true,
				},
			},
		},
		encode: (raw, context) => encodeForm(raw, mustBeComplete, context),
	};
}
