import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeFacts } from '../../src/recording/file/recordingFacts';
import { wavHeader } from '../../src/recording/file/wav';
import { Spool } from '../../src/recording/spool/spool';
import { RecordingsBench } from './support/recordingsBench';
import { eventually } from '../eventually';
import { numbered, pcmOf } from './support/sounds';

const ID = '20260101T000000000-a';
const machine = hostname()
	.replace(/[^A-Za-z0-9-]/g, '-')
	.slice(0, 63);

describe('a spool', () => {
	let root: string;
	let other: ChildProcess;
	const spools: Spool[] = [];
	beforeAll(() => (other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'])));
	afterAll(() => void other.kill('SIGKILL'));
	beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'spool-'))));
	afterEach(async () => {
		for (const spool of spools.splice(0)) await spool.close();
		await rm(root, { recursive: true, force: true });
	});

	const openSpool = async () => {
		const spool = await Spool.open(root);
		spools.push(spool);
		return spool;
	};
	/** The folder of some process, with a recording in it. */
	const folderOf = async (owner: string, silentMs = 0, facts = `${ID}.json`) => {
		const folder = join(root, owner);
		await mkdir(folder);
		const sign = join(folder, 'alive');
		for (const name of ['alive', facts, `${ID}.wav`]) await writeFile(join(folder, name), '');
		const at = new Date(Date.now() - silentMs);
		await utimes(sign, at, at);
	};
	const random = (digit: string) => digit.repeat(12);

	it.each([
		['of this machine is gone', () => `${machine}~999999999~${random('a')}`, 0, true],
		['had our own id before us', () => `${machine}~${process.pid}~${random('b')}`, 0, true],
		['of this machine lives', () => `${machine}~${other.pid}~${random('c')}`, 0, false],
		[
			'of this machine seems to live, but gave no sign for long',
			() => `${machine}~${other.pid}~${random('d')}`,
			300_000,
			true,
		],
		['of another machine gave a sign of life', () => `other~1~${random('e')}`, 60_000, false],
		['of another machine gave none for long', () => `other~1~${random('f')}`, 300_000, true],
	])('takes over what a process left that %s: %#', async (_, owner, silentMs, taken) => {
		await folderOf(owner(), silentMs);
		const found = await (await openSpool()).takeOver();
		expect(found.map(({ files, growing }) => [files.id, growing])).toEqual(
			taken ? [[ID, false]] : [],
		);
	});

	it('leaves alone what another part of this process has open', async () => {
		const [one, two] = [await openSpool(), await openSpool()];
		const files = one.growing(ID, 'wav');
		await writeFile(files.facts, '');
		expect(await two.takeOver()).toEqual([]);
		await one.close();
		expect(await two.takeOver()).toMatchObject([{ growing: true }]);
	});

	it('gives a folder to one of many that want it', async () => {
		for (const digit of 'abcdef') await folderOf(`${machine}~999999999~${random(digit)}`);
		const all = await Promise.all(Array.from({ length: 5 }, async () => await openSpool()));
		const taken = (await Promise.all(all.map(async (spool) => await spool.takeOver()))).flat();
		expect(new Set(taken.map(({ files }) => files.folder)).size).toBe(6);
		expect(taken).toHaveLength(6);
	});

	it('leaves no empty folders behind', async () => {
		await folderOf(`${machine}~999999999~${random('a')}`);
		const spool = await openSpool();
		for (const { files } of await spool.takeOver()) await spool.discard(files);
		await spool.tidy();
		expect(await readdir(root)).toHaveLength(1);
		await spool.close();
		expect(await readdir(root)).toEqual([]);
	});

	it('keeps apart what grows and what is ready', async () => {
		const spool = await openSpool();
		const files = spool.growing(ID, 'opus');
		await writeFile(files.facts, '');
		await writeFile(files.sound, '');
		expect(await spool.readyIds()).toEqual([]);
		expect(await spool.findReady(ID)).toBeUndefined();
		const ready = await spool.makeReady(files);
		expect(await spool.readyIds()).toEqual([ID]);
		expect(await spool.findReady(ID)).toEqual(ready);
	});

	it('ignores what is not its own', async () => {
		await writeFile(join(root, 'notes.txt'), '');
		await mkdir(join(root, 'a folder'));
		await folderOf(`${machine}~999999999~${random('a')}`, 0, 'x.json');
		expect(await (await openSpool()).takeOver()).toEqual([]);
	});

	it('gives recordings back whose facts were lost in a crash of the machine', async () => {
		const bench = await RecordingsBench.make();
		try {
			const folder = join(bench.folder, '.spool', `${machine}~999999999~${random('a')}`);
			await mkdir(folder, { recursive: true });
			await writeFile(join(folder, `${ID}.growing.json`), Buffer.alloc(1_024));
			const sound = Buffer.concat([wavHeader(8_000), pcmOf(numbered(16_000))]);
			await writeFile(join(folder, `${ID}.wav`), sound);
			await writeFile(join(folder, '20260101T000000001-b.growing.json'), Buffer.alloc(0));
			const recordings = await bench.open();
			await eventually('it is kept', () => bench.counts.recordingsKept === 1);
			const { recordings: found } = await recordings.shelf.list({ limit: 5 });
			expect(found).toEqual([
				{
					id: ID,
					callId: 'a',
					callUuid: '',
					startedAt: '2026-01-01T00:00:00.000Z',
					durationMs: 1_000,
					format: 'wav',
					channels: 2,
					sampleRate: 8_000,
					bytes: sound.length,
					complete: false,
				},
			]);
			expect(encodeFacts(found[0] as never)).toHaveLength(1_024);
		} finally {
			await bench.close();
		}
	});
});
