import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCK_NAME } from '../../src/events/folderLock';
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

/** Takes a folder's lock and keeps it, as a bridge does. */
const HOLD_LOCK = `
	const { DatabaseSync } = require('node:sqlite');
	const database = new DatabaseSync(process.argv[1]);
	database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
	console.log('locked');
	setInterval(() => database.isOpen, 1e6);
`;

describe('a spool', () => {
	let root: string;
	const spools: Spool[] = [];
	beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'spool-'))));
	afterEach(async () => {
		for (const spool of spools.splice(0)) await spool.close();
		await rm(root, { recursive: true, force: true });
	});

	const openSpool = async () => {
		const spool = await Spool.open(root, async () => undefined);
		spools.push(spool);
		return spool;
	};
	/** The folder of some process, with a recording in it. */
	const folderOf = async (owner: string, facts = `${ID}.json`) => {
		const folder = join(root, owner);
		await mkdir(folder);
		for (const name of [facts, `${ID}.wav`]) await writeFile(join(folder, name), '');
		return folder;
	};
	const random = (digit: string) => digit.repeat(12);

	it.each([
		['of this machine', () => `${machine}~999999999~${random('a')}`],
		['with our own process id', () => `${machine}~${process.pid}~${random('b')}`],
		['with the process id of one that lives', () => `${machine}~${process.ppid}~${random('c')}`],
		['of another machine', () => `other~1~${random('d')}`],
	])('takes over what a process left that is gone, %s', async (_, owner) => {
		await folderOf(owner());
		const found = await (await openSpool()).takeOver();
		expect(found.map(({ files, growing }) => [files.id, growing])).toEqual([[ID, false]]);
	});

	it('leaves alone what a process records now, be its host name and its process id ours, as in another container', async () => {
		const folder = await folderOf(`${machine}~${process.pid}~${random('a')}`, `${ID}.growing.json`);
		const owner = spawn(process.execPath, ['-e', HOLD_LOCK, join(folder, LOCK_NAME)]);
		try {
			await once(owner.stdout, 'data');
			const spool = await openSpool();
			expect(await spool.takeOver()).toEqual([]);
			owner.kill('SIGKILL');
			await once(owner, 'exit');
			expect(await spool.takeOver()).toMatchObject([{ growing: true }]);
		} finally {
			owner.kill('SIGKILL');
		}
	});

	it('goes on in a folder that was cleared away, and still has it to itself', async () => {
		const [one, two] = [await openSpool(), await openSpool()];
		const files = one.growing(ID, 'wav');
		await rm(files.folder, { recursive: true });
		await one.restore();
		await writeFile(files.facts, '');
		expect(await two.takeOver()).toEqual([]);
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
		await folderOf(`${machine}~999999999~${random('a')}`, 'x.json');
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
