import type { IDataObject } from 'n8n-workflow';

/** A card with its number under the first of the two names that VSee uses for it (contract 6.7). */
export function withSubscriberNumber({ subscriber_num: otherName, ...card }: IDataObject): IDataObject {
	return otherName === undefined ? card : { ...card, subscriber_number: card.subscriber_number ?? otherName };
}
