import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { resources } from '../../nodes/VSeeClinic/resources';
import { TestClinic } from '../engine/clinic';
import { runAgent } from '../resources/n8n';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'agents.md'), 'utf8');
/** What some models accept as the description of a tool, in characters. */
const MAX_DESCRIPTION_LENGTH = 1024;

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		title: `${resource.name}: ${operation.name}`,
		resource: resource.value,
		operation,
	})),
);
const operationOf = (title: string) => operations.find((entry) => entry.title === title);

/** The tools of the page: heading, the line about parameters, the description to paste. */
const tools = [...page.matchAll(/^### (.+)\n(.+)\n```\n([^`]+)\n```$/gm)].map(
	([, title = '', parameters = '', text = '']) => ({
		title,
		names: [...parameters.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
		text,
	}),
);

const clinic = TestClinic.use();

test('there are eight, each for an operation that exists', () => {
	expect(tools.map(({ title }) => title).filter((title) => !operationOf(title))).toEqual([]);
	expect(new Set(tools.map(({ title }) => title)).size).toBe(8);
});

test.each(tools)('$title names parameters that the operation has', ({ title, names }) => {
	const operation = operationOf(title)?.operation;
	const known = [
		...Object.keys(operation?.fields ?? {}),
		...Object.keys(operation?.optional ?? {}),
		...Object.keys(operation?.options ?? {}),
		'userToken',
	];
	expect(names.filter((name) => !known.includes(name))).toEqual([]);
});

test.each(tools)('$title: n8n gives the model the text as it is', async ({ title, text }) => {
	expect(text.length).toBeLessThanOrEqual(MAX_DESCRIPTION_LENGTH);
	const { resource, operation } = operationOf(title) ?? {};
	const parameters = {
		descriptionType: 'manual',
		toolDescription: text,
		resource: resource ?? '',
		operation: operation?.value ?? '',
	};
	const read: string[] = [];
	await runAgent([parameters], clinic.access, async ([tool]) => {
		read.push(tool?.description ?? '');
	});
	expect(read).toEqual([text]);
});

test('a wrong call comes back with what to do', async () => {
	const answers: string[] = [];
	const booking = {
		descriptionType: 'manual',
		toolDescription: 'Books',
		resource: 'visit',
		operation: 'create',
		intake_id: clinic.intake(),
		room_code: 'exroom1',
		start: "={{ $fromAI('start', 'start', 'string') }}",
		end: "={{ $fromAI('end', 'end', 'string') }}",
	};
	await runAgent([booking], clinic.access, async ([tool]) => {
		const call = async (start: string, end: string) =>
			await tool?.invoke({ start, end }).catch((error: Error) => error.message);
		answers.push(String(await call('next Tuesday', 'later')));
	});
	expect(answers[0]).toMatch(/Start .*time.*(Enter|Give|Take)/s);
	expect(clinic.booked).toEqual([]);
});

test('what an agent must never be given is named, under its real name', () => {
	const [, table = ''] = page.split('## What never to give an agent');
	for (const title of ['Visit: Delete', 'API: Call', 'User: Create Login Token', 'User: Create Portal Link']) {
		expect(operationOf(title)?.title).toBe(title);
		expect(table).toContain(title);
	}
});
