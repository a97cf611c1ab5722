import type { IDataObject } from 'n8n-workflow';

import { type Field, isBlank } from '../../descriptor/field';
import { parseJson } from '../../descriptor/fields';
import { encodeLine } from '../../descriptor/identifier';
import { operation } from '../../descriptor/operation';
import { refuseImpossibleDate } from '../../descriptor/time';
import { InputError } from '../../errors/input-error';
import { isRecord, plainText, recordsOf } from '../../model/json';
import { path, post } from '../../request/call';
import { userId } from '../user/user-fields';
import { withSubscriberNumber } from './get-many-insurances';

/** What names a card or its holder: never with blanks around it, and never what an empty expression leaves. */
const IDENTIFIERS = ['card_type', 'insurer_code', 'subscriber_number', 'group_number'];

/** One card as it is sent. @throws InputError */
function readCard(raw: unknown, label: string): IDataObject {
	const card: IDataObject = isRecord(raw) ? withSubscriberNumber(raw) : {};
	for (const name of IDENTIFIERS) {
		if (card[name] !== undefined && card[name] !== null)
			card[name] = encodeLine(card[name], `${label}: “${name}”`) ?? '';
	}
	if (card.card_type !== 'primary' && card.card_type !== 'secondary')
		throw new InputError(label, 'contains a card whose card_type is neither primary nor secondary');
	const { guarantor_dob } = card;
	if (!isBlank(guarantor_dob)) refuseImpossibleDate(plainText(guarantor_dob), `${label}: “guarantor_dob”`);
	return card;
}

/** A list of insurance cards, at most one primary and one secondary (docs/api.md#insurance). */
const cards: Field<IDataObject[]> = {
	property: {
		displayName: 'Insurances',
		type: 'json',
		default: '',
		description:
			'The cards as a JSON list, each with card_type (primary or secondary), insurer_code, subscriber_number, group_number, responsible_party (self, child, spouse or other) and the guarantor_… fields. A card of the same card_type is overwritten.',
	},
	encode(raw, { label }) {
		if (isBlank(raw)) return undefined;
		const value = parseJson(raw, label);
		const list: unknown[] = Array.isArray(value) ? value : [value];
		const read = list.map((card) => readCard(card, label));
		if (new Set(read.map((card) => card.card_type)).size < read.length)
			throw new InputError(label, 'contains two cards of the same kind');
		return read.length > 0 ? read : undefined;
	},
};

/** POST /users/:user_id/insurances/import (docs/api.md#insurance). */
export const importInsurances = operation({
	value: 'import',
	name: 'Import',
	action: 'Import insurance cards of a patient',
	description:
		'Save the insurance cards of a patient: at most one primary and one secondary. A card of the same kind is overwritten.',
	effect: 'replace',
	fields: { user_id: userId, insurances: cards },
	moved: ['insurances'],
	request: ({ user_id, ...body }) => post(path`/users/${user_id}/insurances/import`, body),
	output({ data }, { user_id }) {
		const stored = recordsOf(data);
		return stored.length > 0
			? stored.map((card) => ({ json: withSubscriberNumber(card) }))
			: [{ json: { id: user_id, success: true } }];
	},
});
