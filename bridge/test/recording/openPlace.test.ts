import files, { mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import os, { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BridgeConfigError } from '../../src/config/config';
import { openPlace } from '../../src/recording/openPlace';
import { recordingsSchema } from '../../src/recording/recordingSettings';

const config = recordingsSchema.parse({
	place: 's3://bucket/prefix',
	s3: { accessKeyId: 'id', secretAccessKey: 'a secret key' },
});

describe('where recordings wait for S3', () => {
	let folder: string;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'place-'));
		await mkdir(join(folder, 'elsewhere'));
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await rm(folder, { recursive: true, force: true });
	});

	const opened = async (dataFolder?: string) => {
		const place = await openPlace(config, dataFolder);
		await place?.spool.close();
		place?.budget.disk.stop();
		return place !== undefined;
	};

	it('is no link in the folder for temporary files, which anybody could have put there', async () => {
		jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
		expect(await opened()).toBe(true);
		const place = join(folder, 'plivo-ultravox-bridge-recordings');
		await rm(place, { recursive: true });
		await symlink(join(folder, 'elsewhere'), place);
		await expect(openPlace(config, undefined)).rejects.toThrow(BridgeConfigError);
		await expect(openPlace(config, undefined)).rejects.toThrow(/it is a link/);
	});

	it("is nobody else's folder, who could read along", async () => {
		jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
		expect(await opened()).toBe(true);
		jest.spyOn(process, 'getuid').mockReturnValue((await stat(folder)).uid + 1);
		await expect(opened()).rejects.toThrow(BridgeConfigError);
		await expect(opened()).rejects.toThrow(/it belongs to another user/);
	});

	it('is no link either when it could not be made at the start', async () => {
		jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
		const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
		const mkdirs = jest.spyOn(files, 'mkdir').mockRejectedValue(full);
		const place = await openPlace(config, undefined);
		place?.budget.disk.stop();
		expect(place?.trouble).toBe(full);
		await expect(place?.spool.restore()).rejects.toThrow(full);
		mkdirs.mockRestore();
		const linked = join(folder, 'plivo-ultravox-bridge-recordings');
		await symlink(join(folder, 'elsewhere'), linked);
		await expect(place?.spool.restore()).rejects.toThrow(/it is a link/);
		await rm(linked);
		await place?.spool.restore();
		await place?.spool.close();
	});

	it.each(['EACCES', 'EROFS', 'ENOTDIR'])('%s is no place, and says so', async (code) => {
		jest.spyOn(files, 'mkdir').mockRejectedValue(Object.assign(new Error(code), { code }));
		await expect(openPlace(config, folder)).rejects.toThrow(
			new BridgeConfigError(
				`BRIDGE_DATA_FOLDER must be a folder that this process can write to (${code}).`,
			),
		);
	});

	it('may be a link in the data folder, which is the own of whoever runs the bridge', async () => {
		await symlink(join(folder, 'elsewhere'), join(folder, 'recordings'));
		expect(await opened(folder)).toBe(true);
	});
});
