import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One message of a conversation, as a chat completions API has it. */
export interface Message {
	role: string;
	/** Empty beside a call of a tool. */
	content: string;
}

/** What the model was told about a tool. */
export interface ToolOffer {
	name: string;
	description: string;
	parameters: { properties: Record<string, { type?: string; description?: string }>; required?: string[] };
}

/** What the model does next: say something, or call a tool, once or several times at the same moment. */
export type Turn = { say: string } | { call: string; with: Record<string, string>; times?: number };

/** A model on loopback that follows a script. */
export interface ScriptedModel {
	/** What a credential for a model of this kind calls the base URL. */
	url: string;
	/** The tools, as the last request described them. */
	tools: () => ToolOffer[];
	close: () => Promise<void>;
}

interface CompletionRequest {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: ToolOffer }>;
}

/**
 * Starts a server that answers chat completions.
 * @param next what to do after the messages so far; throwing makes the request, and so the agent, fail
 */
export async function startScriptedModel(next: (messages: Message[]) => Turn): Promise<ScriptedModel> {
	let tools: ToolOffer[] = [];
	let count = 0;
	const server = createServer((request, response) => {
		void bodyOf(request)
			.then((text) => {
				const asked = JSON.parse(text) as CompletionRequest;
				tools = (asked.tools ?? []).map((tool) => tool.function);
				count += 1;
				const messages = asked.messages.map(({ role, content }) => ({
					role,
					content: typeof content === 'string' ? content : '',
				}));
				return completion(next(messages), count);
			})
			.then(
				(answer) => reply(response, 200, answer),
				(error: unknown) => reply(response, 400, { error: { message: String(error) } }),
			);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		tools: () => tools,
		close: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function reply(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
}

function completion(turn: Turn, count: number): object {
	const called =
		'call' in turn
			? {
					content: null,
					tool_calls: Array.from({ length: turn.times ?? 1 }, (_none, index) => ({
						id: `call_${count}_${index}`,
						type: 'function',
						function: { name: turn.call, arguments: JSON.stringify(turn.with) },
					})),
				}
			: { content: turn.say };
	return {
		id: `completion-${count}`,
		object: 'chat.completion',
		created: 1_798_000_000,
		model: 'scripted',
		choices: [
			{ index: 0, message: { role: 'assistant', ...called }, finish_reason: 'call' in turn ? 'tool_calls' : 'stop' },
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
