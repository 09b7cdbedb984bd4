import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BridgeConfigError } from '../../src/config/config';
import { checkDataFolder, eventsFolder } from '../../src/events/dataFolder';
import { EventFolder } from '../../src/events/eventFolder';

describe('the data folder', () => {
	let root: string;
	beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'data-'))));
	afterEach(() => {
		jest.restoreAllMocks();
		rmSync(root, { recursive: true, force: true });
	});

	/** The disk refuses the folder of this process. */
	const refuse = (fields: object) => {
		jest.spyOn(EventFolder, 'create').mockImplementation(() => {
			throw Object.assign(new Error('of the system'), fields);
		});
	};

	it('has a folder for events, which is made for us alone, and nothing is left in it', async () => {
		const data = join(root, 'not', 'there', 'yet');
		await checkDataFolder(data);
		expect(eventsFolder(data)).toBe(join(data, 'events'));
		expect(statSync(eventsFolder(data)).mode & 0o777).toBe(0o700);
		expect(readdirSync(eventsFolder(data))).toEqual([]);
	});

	it('keeps what others have there', async () => {
		const other = join(eventsFolder(root), 'a'.repeat(32));
		mkdirSync(other, { recursive: true });
		await checkDataFolder(root);
		expect(existsSync(other)).toBe(true);
	});

	it('that is a file is named', async () => {
		const file = join(root, 'file');
		writeFileSync(file, '');
		const sentence =
			'BRIDGE_DATA_FOLDER must be a folder that this process can write to (ENOTDIR).';
		await expect(checkDataFolder(file)).rejects.toEqual(new BridgeConfigError(sentence));
	});

	it.each(['EACCES', 'EROFS', 'EPERM'])('that can never be written to is: %s', async (code) => {
		refuse({ code });
		const sentence = `BRIDGE_DATA_FOLDER must be a folder that this process can write to (${code}).`;
		await expect(checkDataFolder(root)).rejects.toEqual(new BridgeConfigError(sentence));
	});

	it('that can be written to but not locked is an error: two processes would take the same events', async () => {
		refuse({ code: 'ERR_SQLITE_ERROR', errcode: 8 });
		await expect(checkDataFolder(root)).rejects.toBeInstanceOf(BridgeConfigError);
	});

	it.each([
		['full', { code: 'ENOSPC' }],
		['full for this user', { code: 'EDQUOT' }],
		['failing', { code: 'EIO' }],
		['full when it is locked', { code: 'ERR_SQLITE_ERROR', errcode: 13 }],
		['failing when it is locked', { code: 'ERR_SQLITE_ERROR', errcode: 10 | (3 << 8) }],
	])('on a disk that is %s is no reason not to take calls', async (_how, fields) => {
		refuse(fields);
		await expect(checkDataFolder(root)).resolves.toBeUndefined();
		expect(EventFolder.create).toHaveBeenCalledWith(eventsFolder(root));
	});
});
