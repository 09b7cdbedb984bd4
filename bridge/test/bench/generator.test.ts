import { spawn, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket, WebSocketServer, type RawData } from 'ws';
import { evaluate } from './benchProcess';

const CALLS = 3;
const MEDIA = '"event":"media"';

interface Way {
	sent: number;
	lost: number;
	altered: number;
	reordered: number;
}

/** What a faulty relay makes of the media messages of one call, one at a time. */
type Fault = (text: string, counter: number) => string[];

/** Passes on what it gets, but for the caller's media in the first call. */
function faultyRelay(fault: Fault) {
	let agentPort = 0;
	const server = createServer();
	const streams = new WebSocketServer({ server });
	streams.on('connection', (plivo, request) => {
		const call = String(request.url).split('/').pop();
		const agent = new WebSocket(`ws://127.0.0.1:${agentPort}/join/${call}`);
		let counter = 0;
		const early: string[] = [];
		agent.on('open', () => early.forEach((text) => agent.send(text)));
		plivo.on('message', (data: RawData) => {
			const text = data.toString();
			const faulty = call === '0' && text.includes(MEDIA);
			for (const out of faulty ? fault(text, counter++) : [text]) {
				if (agent.readyState === WebSocket.OPEN) agent.send(out);
				else early.push(out);
			}
		});
		agent.on('message', (data: RawData) => plivo.send(data.toString()));
		for (const socket of [plivo, agent]) socket.on('error', () => undefined);
		plivo.on('close', () => agent.terminate());
	});
	return {
		async listen(agents: number): Promise<number> {
			agentPort = agents;
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			return (server.address() as AddressInfo).port;
		},
		close: () => streams.clients.forEach((client) => client.terminate()) ?? server.close(),
	};
}

describe('the load generator', () => {
	let file: string;
	let child: ChildProcess | undefined;
	beforeAll(async () => {
		({ file } = await evaluate<{ file: string }>('tools.mjs', 'bench.compileGenerator()'));
	}, 120_000);
	afterEach(() => child?.kill('SIGKILL'));
	afterAll(async () => await rm(dirname(file), { recursive: true, force: true }));

	async function countedThrough(fault: Fault): Promise<{ up: Way; down: Way }> {
		const relay = faultyRelay(fault);
		const options = { calls: CALLS, seconds: 1, warm: 0.5 };
		const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`]);
		const generator = spawn(file, [...args, '--opaque']);
		child = generator;
		const lines = createInterface({ input: generator.stdout })[Symbol.asyncIterator]();
		const next = async <Value>() => JSON.parse(String((await lines.next()).value)) as Value;
		try {
			const port = await relay.listen((await next<{ agentPort: number }>()).agentPort);
			const calls = Array.from({ length: CALLS }, (_, index) => `/stream/${index} call-${index}`);
			generator.stdin.end(`${[`${port} ${process.pid} 0`, ...calls].join('\n')}\n`);
			return await next();
		} finally {
			relay.close();
		}
	}

	it('finds nothing wrong with a relay that does its work', async () => {
		const { up, down } = await countedThrough((text) => [text]);
		expect(up.sent).toBeGreaterThan(50);
		expect(up).toMatchObject({ lost: 0, altered: 0, reordered: 0 });
		expect(down).toMatchObject({ lost: 0, altered: 0, reordered: 0 });
	}, 60_000);

	it('counts a lost, an altered, a repeated and an exchanged frame', async () => {
		let held = '';
		const { up, down } = await countedThrough((text, counter) => {
			if (counter === 5) return [];
			if (counter === 10) {
				const at = text.indexOf('"payload":"') + 300;
				return [`${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`];
			}
			if (counter === 15) return [text, text];
			if (counter === 20) {
				held = text;
				return [];
			}
			return counter === 21 ? [text, held] : [text];
		});
		// The altered one has not arrived as it was sent either.
		expect(up).toMatchObject({ lost: 2, altered: 1, reordered: 2 });
		expect(down).toMatchObject({ lost: 0, altered: 0, reordered: 0 });
	}, 60_000);
});
