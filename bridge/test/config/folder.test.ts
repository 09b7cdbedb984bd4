import fs, { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import files, { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BridgeProcess, BundledBridge } from '../bridgeProcess';
import { startBridge } from '../../src/bridge';
import { BridgeConfigError } from '../../src/config/config';
import { inFolder, makeFolder, StuckFolderError } from '../../src/config/folder';
import { mountedDisk } from '../events/support/smallDisk';

jest.setTimeout(60_000);

const SECRET = 'sixteen characters';
let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'folder-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a folder of a setting', () => {
	it('is made with those above it, also by several at once', async () => {
		const path = join(root, 'a', 'b', 'c');
		await Promise.all([1, 2, 3].map(async () => await makeFolder(path, 0o700)));
		expect(statSync(path).mode & 0o777).toBe(0o700);
	});

	it('that can never be made is said to be so, and nothing hangs', async () => {
		await expect(makeFolder('/proc/foo/bar', 0o700)).rejects.toMatchObject({ code: 'ENOENT' });
		const file = join(root, 'file');
		writeFileSync(file, '');
		await expect(makeFolder(file, 0o700)).rejects.toMatchObject({ code: 'EEXIST' });
		await expect(makeFolder(join(file, 'a'), 0o700)).rejects.toMatchObject({ code: 'ENOTDIR' });
	});

	it('that does not answer is not waited for', async () => {
		const never = async () => await new Promise<never>(() => undefined);
		await expect(inFolder('BRIDGE_RECORDINGS', never, 1)).rejects.toEqual(
			new StuckFolderError(
				'BRIDGE_RECORDINGS must be a folder that this process can write to (it does not answer).',
			),
		);
	});
});

describe('BRIDGE_DATA_FOLDER', () => {
	const start = async (dataFolder: string) =>
		await startBridge({
			sharedSecret: SECRET,
			port: 0,
			logLevel: 'silent',
			events: { dataFolder },
		});

	it.each([
		['a file', (file: string) => file, 'ENOTDIR'],
		['below a file', (file: string) => join(file, 'data'), 'ENOTDIR'],
		['nowhere', () => '/proc/foo', 'ENOENT'],
	])('that is %s ends the start, and is named', async (_what, folderOf, code) => {
		const file = join(root, 'file');
		writeFileSync(file, 'not a folder');
		await expect(start(folderOf(file))).rejects.toEqual(
			new BridgeConfigError(
				`BRIDGE_DATA_FOLDER must be a folder that this process can write to (${code}).`,
			),
		);
		expect(await readFile(file, 'utf8')).toBe('not a folder');
	});

	it('that was only tried has nothing left in it', async () => {
		const bridge = await start(join(root, 'data'));
		await bridge.close({ now: true });
		expect(readdirSync(join(root, 'data', 'events'))).toEqual([]);
	});
});

const mounted = mountedDisk('size=4k,nr_inodes=2');
afterAll(() => mounted?.remove());

/** What is true of every disk that is full. */
const isNoReasonNotToStart = (folderOf: () => string) => {
	it('is no reason not to start: events are kept in memory', async () => {
		const lines: string[] = [];
		const bridge = await startBridge(
			{ sharedSecret: SECRET, port: 0, events: { dataFolder: folderOf() } },
			{ write: (line) => void lines.push(line) },
		);
		await bridge.close({ now: true });
		const said = lines.filter((line) => line.includes('"code":"ENOSPC"'));
		expect(said.join('')).toContain('events cannot be written to BRIDGE_DATA_FOLDER');
	});
};

describe('BRIDGE_DATA_FOLDER on a full disk', () => {
	beforeEach(() => {
		const full = () => {
			throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
		};
		jest.spyOn(files, 'mkdir').mockImplementation(async () => await Promise.resolve(full()));
		jest.spyOn(fs, 'mkdirSync').mockImplementation(full);
	});
	afterEach(() => jest.restoreAllMocks());
	isNoReasonNotToStart(() => root);
});

// Where it may not be mounted, the disk above stands for it.
(mounted ? describe : describe.skip)(
	'BRIDGE_DATA_FOLDER on a full disk of the system (only who may mount has one)',
	() => isNoReasonNotToStart(() => mounted?.folder ?? ''),
);

describe('the process', () => {
	let bundle: BundledBridge;
	let bridge: BridgeProcess | undefined;
	beforeAll(() => (bundle = BundledBridge.build()));
	afterEach(async () => await bridge?.kill());
	afterAll(() => bundle.remove());

	it.each(['BRIDGE_DATA_FOLDER', 'BRIDGE_RECORDINGS'])(
		'ends with 2 and a sentence when %s can never be made',
		async (variable) => {
			bridge = bundle.run({
				BRIDGE_SHARED_SECRET: SECRET,
				BRIDGE_PORT: '0',
				[variable]: '/proc/foo',
			});
			expect(await bridge.exited()).toBe(2);
			expect(bridge.errors).toBe(
				`The bridge cannot start. ${variable} must be a folder that this process can write to (ENOENT).\n`,
			);
		},
	);
});
