import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** The entries of a collection. */
export function entriesOf(property: INodeProperties): INodeProperties[] {
	return (property.options ?? []).filter(
		(entry): entry is INodeProperties => 'type' in entry && !isFixedCollection(entry),
	);
}

function isFixedCollection(
	entry: INodeProperties | INodePropertyCollection | INodePropertyOptions,
): entry is INodePropertyCollection {
	return 'values' in entry;
}
