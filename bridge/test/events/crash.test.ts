import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BridgeEvent } from '../../../nodes/shared/bridgeEvents';
import { eventually } from '../eventually';
import { ChildScript, kill } from './support/childProcess';
import { eventFiles, SECRET } from './support/senderBench';

jest.setTimeout(120_000);

/** A webhook that answers as n8n does, and can do something at the very moment of an answer. */
class Webhook {
	/** Raw bodies of what was taken, in order. */
	readonly taken: string[] = [];
	/** Called when an event is about to be taken; what it returns is waited for before the answer. */
	beforeAnswer: () => Promise<void> | void = () => undefined;
	/** Called right after the answer. */
	afterAnswer: () => void = () => undefined;
	/** How many of 100 events are refused for now. */
	refusals = 0;

	private constructor(private readonly server: Server) {}

	static async start(): Promise<Webhook> {
		const server = createServer();
		const webhook = new Webhook(server);
		server.on('request', (request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', async () => {
				if (Math.random() * 100 < webhook.refusals) {
					response.writeHead(503).end();
					return;
				}
				webhook.taken.push(Buffer.concat(chunks).toString());
				await webhook.beforeAnswer();
				response.writeHead(200).end('ok');
				webhook.afterAnswer();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return webhook;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhook`;
	}

	async close(): Promise<void> {
		await new Promise((resolve) => {
			this.server.close(resolve);
			this.server.closeAllConnections();
		});
	}
}

describe('events of bridges that are killed', () => {
	let script: ChildScript;
	let folder: string;
	let ledger: string;
	let webhook: Webhook;
	beforeAll(() => {
		script = new ChildScript(join(__dirname, 'support', 'child.ts'));
	});
	afterAll(() => script.close());
	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'events-crash-'));
		ledger = join(folder, 'ledger');
		writeFileSync(ledger, '');
		webhook = await Webhook.start();
	});
	afterEach(async () => {
		await webhook.close();
		rmSync(folder, { recursive: true, force: true });
	});

	const start = (mode: 'tell' | 'deliver') =>
		script.start({
			FOLDER: folder,
			SINK_URL: webhook.url,
			LEDGER: ledger,
			SHARED_SECRET: SECRET,
			MODE: mode,
		});
	/** Event files on disk, in all folders. */
	const files = () => eventFiles(folder);
	const deliverTheRest = async () => {
		webhook.refusals = 0;
		const child = start('deliver');
		await eventually('all is delivered', () => files().length === 0, 60_000);
		await kill(child);
	};

	/** What a receiver has that drops repeats: every event told arrived, each call's in order, each once. */
	const expectExactlyOnce = () => {
		const bodies = new Map<string, string>();
		const calls = new Map<string, number[]>();
		for (const rawBody of webhook.taken) {
			const { eventId, callId, sequence } = JSON.parse(rawBody) as BridgeEvent;
			const known = bodies.get(eventId);
			bodies.set(eventId, rawBody);
			if (known === undefined) calls.set(callId, [...(calls.get(callId) ?? []), sequence]);
			else expect(rawBody).toBe(known);
		}
		for (const sequences of calls.values()) {
			const last = sequences.at(-1) ?? 0;
			const before = sequences.slice(0, -1);
			expect(before).toEqual(Array.from(before, (_, index) => index + 1));
			// The end of a call whose bridge died counts on from far beyond.
			expect(last === before.length + 1 || last >= 1_000_000).toBe(true);
		}
		const told = readFileSync(ledger, 'utf8').trim().split('\n');
		expect(told.length).toBeGreaterThan(20);
		for (const line of told) {
			const [callId = '', sequence] = line.split(' ');
			expect([line, calls.get(callId)?.includes(Number(sequence))]).toEqual([line, true]);
		}
	};

	it('at any moment, arrive all the same, in order, and repeats can be told', async () => {
		webhook.refusals = 20;
		let left = 0;
		for (let round = 0; round < 24; round++) {
			const child = start('tell');
			const before = webhook.taken.length;
			await eventually('something is delivered', () => webhook.taken.length > before);
			if (round % 2 === 0) {
				await setTimeout(Math.random() * 40);
			} else {
				// As close to "answered and not noted" as chance has it.
				const answers = 1 + Math.floor(Math.random() * 20);
				await new Promise<void>((resolve) => {
					let count = 0;
					webhook.afterAnswer = () => {
						count += 1;
						if (count !== answers) return;
						child.kill('SIGKILL');
						resolve();
					};
				});
			}
			await kill(child);
			if (files().length > 0) left += 1;
		}
		expect(left).toBeGreaterThan(0);
		await deliverTheRest();
		expectExactlyOnce();
	});

	it('between the answer and the note of it, come again with the same id and body', async () => {
		const child = start('tell');
		await eventually('something is delivered', () => webhook.taken.length > 30);
		// Stopped before the answer is sent, it never learns of it.
		await new Promise<void>((resolve) => {
			webhook.beforeAnswer = () => {
				child.kill('SIGSTOP');
				webhook.beforeAnswer = () => undefined;
				webhook.afterAnswer = resolve;
			};
		});
		webhook.afterAnswer = () => undefined;
		const answered = webhook.taken.length;
		await kill(child);
		await deliverTheRest();
		expect(webhook.taken.slice(answered)).toContain(webhook.taken[answered - 1]);
		expectExactlyOnce();
	});

	it('are taken over by another bridge on the same folder, which leaves those of the living alone', async () => {
		webhook.refusals = 30;
		let survivor: ChildProcess = start('tell');
		for (let round = 0; round < 6; round++) {
			const other = start('tell');
			const before = webhook.taken.length;
			await eventually('both deliver', () => webhook.taken.length > before + 30);
			await kill(survivor);
			survivor = other;
		}
		await kill(survivor);
		await deliverTheRest();
		expectExactlyOnce();
	});

	it('that merely stand still are not taken over', async () => {
		const stopped = start('tell');
		await eventually('something is delivered', () => webhook.taken.length > 10);
		webhook.refusals = 100;
		await eventually('something waits', () => files().length > 0);
		stopped.kill('SIGSTOP');
		await setTimeout(100);
		const waiting = files();
		webhook.refusals = 0;
		const before = webhook.taken.length;
		const other = start('tell');
		await eventually('the other delivers', () => webhook.taken.length > before + 50);
		expect(files()).toEqual(expect.arrayContaining(waiting));
		stopped.kill('SIGCONT');
		await eventually('it has delivered them itself', () =>
			waiting.every((name) => !files().includes(name)),
		);
		await kill(stopped);
		await kill(other);
		await deliverTheRest();
		expectExactlyOnce();
	});
});
