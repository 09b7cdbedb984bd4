import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
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

	it('may be a link in the data folder, which is the own of whoever runs the bridge', async () => {
		await symlink(join(folder, 'elsewhere'), join(folder, 'recordings'));
		expect(await opened(folder)).toBe(true);
	});
});
