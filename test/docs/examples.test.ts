import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { VSeeClinic } from '../../nodes/VSeeClinic/VSeeClinic.node';
import { VSeeClinicTrigger } from '../../nodes/VSeeClinic/VSeeClinicTrigger.node';

const folder = join(__dirname, '..', '..', 'examples');
const NOTE = 'n8n-nodes-base.stickyNote';
/** A node of n8n's canvas with its name beneath, in its units. */
const [NODE_WIDTH, NODE_HEIGHT] = [210, 160];

interface ExampleNode {
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: INodeParameters;
}

const examples = readdirSync(folder).map((file) => {
	const { nodes, settings } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
		nodes: ExampleNode[];
		settings: { timezone?: string };
	};
	return { file, nodes, settings };
});

const ownTypes = {
	vSeeClinic: new VSeeClinic(),
	vSeeClinicTool: new VSeeClinic(),
	vSeeClinicTrigger: new VSeeClinicTrigger(),
};
const propertiesOf = ({ type }: ExampleNode): INodeProperties[] =>
	Object.entries(ownTypes).find(([name]) => type === `n8n-nodes-vsee-clinic.${name}`)?.[1].description.properties ?? [];

/** Values of options fields that the editor would show in red: neither an option nor an expression. */
function unknownOptions(
	parameters: INodeParameters,
	properties: INodeProperties[],
	root: INodeParameters,
	node: ExampleNode,
): string[] {
	const description = node.type.endsWith('Trigger')
		? ownTypes.vSeeClinicTrigger.description
		: ownTypes.vSeeClinic.description;
	return Object.entries(parameters).flatMap(([name, value]) => {
		const shown = properties.filter(
			(property) =>
				property.name === name &&
				NodeHelpers.displayParameter(root, property, { ...node, typeVersion: 1 }, description),
		);
		if (shown.length === 0) return [];
		return shown.flatMap(({ type, options = [] }): string[] => {
			if (type === 'collection')
				return unknownOptions(value as INodeParameters, options as INodeProperties[], root, node);
			if (type !== 'options' && type !== 'multiOptions') return [];
			const known = options.map((option) => ('value' in option ? option.value : option.name));
			const given = (Array.isArray(value) ? value : [value]).filter((entry) => !String(entry).startsWith('='));
			return given
				.filter((entry) => !known.includes(entry as string))
				.map((entry) => `${node.name}: ${name} is ${JSON.stringify(entry)}`);
		});
	});
}

test.each(examples)('$file has no red field', ({ nodes }) => {
	for (const node of nodes)
		expect(unknownOptions(node.parameters, propertiesOf(node), node.parameters, node)).toEqual([]);
});

test('the check sees a red field', () => {
	const [node] = examples.flatMap(({ nodes }) => nodes).filter(({ name }) => name === 'Write the intake');
	const wrong = { ...node, parameters: { ...node?.parameters, additionalFields: { type: '2' } } } as ExampleNode;
	expect(unknownOptions(wrong.parameters, propertiesOf(wrong), wrong.parameters, wrong)).toHaveLength(1);
});

test.each(examples)('$file is laid out so that nothing lies on anything else', ({ nodes }) => {
	const boxes = nodes.map(({ name, type, position: [left, top], parameters }) => ({
		name,
		left,
		top,
		right: left + (type === NOTE ? Number(parameters.width) : NODE_WIDTH),
		bottom: top + (type === NOTE ? Number(parameters.height) : NODE_HEIGHT),
	}));
	const overlaps = boxes.flatMap((a, index) =>
		boxes
			.slice(index + 1)
			.filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
			.map((b) => `${a.name} and ${b.name}`),
	);
	expect(overlaps).toEqual([]);
});

test.each(examples)(
	'$file says what to do, what one sees afterwards, and is in the zone of the clinic',
	({ nodes, settings }) => {
		const notes = nodes.filter(({ type }) => type === NOTE).map(({ parameters }) => String(parameters.content));
		expect(notes.join('\n')).toMatch(/\*\*(Try it now|Before you try it):?\*\*/);
		expect(notes.join('\n')).toMatch(
			/What you see afterwards|The last node shows|A new execution of this workflow appears/,
		);
		expect(settings.timezone).toBe('America/Los_Angeles');
	},
);
