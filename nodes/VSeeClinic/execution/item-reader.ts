import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Operation, RawParameters } from '../descriptor/operation';
import type { ResultFile } from '../descriptor/operation-context';
import { inputError } from '../errors/input-error';
import { isRecord } from '../model/json';

/** Reads what is entered in the node, item by item. */
export class ItemReader {
	constructor(
		private readonly node: IExecuteFunctions,
		private readonly operation: Operation,
	) {}

	/** Everything that the operation takes, as it was entered. @throws InputError */
	parameters(itemIndex: number): RawParameters {
		const { fields, forms, collection } = this.operation;
		const read = (names: string[], fallback: IDataObject | string) =>
			names.map((name): [string, unknown] => [name, this.parameter(name, itemIndex, fallback)]);
		return {
			required: Object.fromEntries([...read(Object.keys(fields), ''), ...read(Object.keys(forms), {})]),
			collection: this.record(collection, itemIndex),
			options: this.record('options', itemIndex),
		};
	}

	/** A collection of parameters. @throws InputError */
	record(name: string, itemIndex: number): IDataObject {
		const value = this.parameter(name, itemIndex, {});
		return isRecord(value) ? value : {};
	}

	/** A parameter of an item. What n8n throws for a failing expression quotes the data: it is not passed on. */
	parameter(name: string, itemIndex: number, fallback: IDataObject | boolean | number | string): unknown {
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

	/** The item's entry for its file. @throws InputError when there is none under that name */
	file(itemIndex: number, propertyName: string): IBinaryData {
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

	/** The file of an item with its bytes. @throws InputError */
	async fileBytes(itemIndex: number, propertyName: string): Promise<ResultFile> {
		const { fileName = 'file', mimeType } = this.file(itemIndex, propertyName);
		const bytes = await this.node.helpers.getBinaryDataBuffer(itemIndex, propertyName).catch(() => {
			throw inputError('Input Data Field Name', 'names a file that n8n cannot read any more');
		});
		return { bytes, fileName, mimeType };
	}
}
