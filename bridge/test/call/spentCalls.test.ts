import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import promises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { CallLedger } from '../../src/call/callLedger';
import { LastingLedger } from '../../src/call/lastingLedger';
import { SpentCalls } from '../../src/call/spentCalls';
import { eventually } from '../eventually';
import type { UpgradeRefused } from '../fakes/fakePlivo';
import { TestBench } from '../testBench';

describe('calls that have had their stream', () => {
	let dataFolder: string;
	let log: string[];
	const opened: SpentCalls[] = [];
	beforeEach(() => {
		dataFolder = mkdtempSync(join(tmpdir(), 'spent-'));
		log = [];
	});
	afterEach(() => {
		for (const spent of opened.splice(0)) spent.close();
		rmSync(dataFolder, { recursive: true, force: true });
	});

	const open = () => {
		const spent = new SpentCalls(
			dataFolder,
			pino({}, { write: (line: string) => void log.push(line) }),
		);
		opened.push(spent);
		return spent;
	};
	const files = () =>
		readdirSync(join(dataFolder, 'spent')).filter((name) => name !== 'orders-since');
	const limits = { connectsPerCall: 3, rememberedCalls: 100 };

	it('are known to whoever comes next on the data folder', async () => {
		const dead = new LastingLedger(new CallLedger(limits), open());
		expect(await dead.connect('call-0815')).toBeUndefined();
		expect(await dead.spend('call-0815')).toBe(true);
		const next = new LastingLedger(new CallLedger(limits), open());
		expect(await next.connect('call-0815')).toBe('spent');
		expect(await next.spend('call-0815')).toBe(false);
		expect(await next.connect('call-4711')).toBeUndefined();
		expect(log).toEqual([]);
	});

	it('are noted once, however many ask at the same time', async () => {
		const all = [open(), open(), open()];
		const firsts = await Promise.all(all.map(async (spent) => await spent.add('call-0815')));
		expect(firsts.filter((first) => first)).toHaveLength(1);
	});

	it('are named to nobody who looks into the folder', async () => {
		await open().add('call-0815');
		expect(files()).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
		expect(statSync(join(dataFolder, 'spent')).mode & 0o777).toBe(0o700);
		expect(statSync(join(dataFolder, 'spent', files()[0] ?? '')).mode & 0o777).toBe(0o600);
	});

	it('are forgotten when their tokens are good no more, and nothing else with them', async () => {
		const spent = open();
		await spent.add('long ago');
		const longAgo = new Date(Date.now() - 3_600_000);
		utimesSync(join(dataFolder, 'spent', files()[0] ?? ''), longAgo, longAgo);
		await spent.add('just now');
		writeFileSync(join(dataFolder, 'spent', 'notes'), '');
		utimesSync(join(dataFolder, 'spent', 'notes'), longAgo, longAgo);
		const next = open();
		await eventually('the old one is gone', () => files().length === 2);
		expect(await next.has('long ago')).toBe(false);
		expect(await next.has('just now')).toBe(true);
		expect(files()).toContain('notes');
	});

	it('are swept up for as long as that takes: only a disk that answers nothing is stuck', async () => {
		const spent = open();
		for (const call of ['one', 'two', 'three']) await spent.add(call);
		let now = performance.now();
		const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
		const held: Array<() => void> = [];
		const stat = jest.spyOn(promises, 'stat').mockImplementation(async () => {
			await new Promise<void>((resolve) => held.push(resolve));
			throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
		});
		try {
			const next = open();
			const stuck: boolean[] = [];
			for (let asked = 1; asked <= 3; asked++) {
				await eventually('one more is asked for', () => held.length === asked);
				now += 400;
				stuck.push(next.stuck);
				if (asked < 3) held.at(-1)?.();
			}
			expect(stuck).toEqual([false, false, false]);
			now += 400;
			expect(next.stuck).toBe(true);
		} finally {
			clock.mockRestore();
			stat.mockRestore();
			for (const answer of held) answer();
		}
	});

	it('are not refused where the folder fails: that is told once', async () => {
		writeFileSync(join(dataFolder, 'spent'), 'a file where the folder should be');
		const spent = open();
		expect(await spent.has('call-0815')).toBe(false);
		expect(await spent.add('call-0815')).toBe(true);
		expect(await spent.add('call-0815')).toBe(true);
		expect(log).toHaveLength(1);
		rmSync(join(dataFolder, 'spent'));
		mkdirSync(join(dataFolder, 'spent'));
		expect(await spent.add('call-0815')).toBe(true);
		expect(await spent.add('call-0815')).toBe(false);
	});

	it('wait for a disk that stalls one at a time: names are looked up by the same few threads', async () => {
		const spent = open();
		await spent.add('before');
		const held: Array<() => void> = [];
		const opening = jest.spyOn(promises, 'open').mockImplementation(async () => {
			await new Promise<void>((resolve) => held.push(resolve));
			throw Object.assign(new Error('EIO'), { code: 'EIO' });
		});
		try {
			const calls = Array.from({ length: 10 }, (_, index) => `call ${index}`);
			const firsts = await Promise.all(calls.map(async (call) => await spent.add(call)));
			expect(firsts.every((first) => first)).toBe(true);
			expect(await spent.add('call-0815')).toBe(true);
			expect(opening).toHaveBeenCalledTimes(1);
		} finally {
			opening.mockRestore();
			for (const end of held) end();
		}
		await eventually('it is told', () => log.length === 1);
		await eventually('the others are noted', () => files().length === 10);
	});

	it('get no second stream from another bridge on the same folder: 401, and n8n hears nothing of it', async () => {
		const settings = { events: { dataFolder } };
		const first = await TestBench.start(settings);
		const second = await TestBench.start(settings);
		try {
			const claims = first.claims();
			// Plivo's own retry: connected to both before it has started at one.
			const early = await second.connect(claims);
			const plivo = await first.connect(claims);
			plivo.start({ callId: claims.callUuid });
			await first.agent.connected();
			early.start({ callId: claims.callUuid });
			expect((await early.isClosed()).code).toBe(1008);
			const status = await second.connect(claims).then(
				() => 101,
				(error: UpgradeRefused) => error.status,
			);
			expect(status).toBe(401);
			plivo.socket.close(1000);
			expect(await first.sink.report()).toMatchObject({ reason: 'caller-hangup' });
			const types = first.sink.accepted.map(({ type }) => type);
			expect(types.filter((type) => type === 'started' || type === 'ended')).toEqual([
				'started',
				'ended',
			]);
			expect(first.agent.connections).toHaveLength(1);
		} finally {
			await first.close();
			await second.close();
		}
	});
});
