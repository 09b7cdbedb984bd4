import { saidFile, texts } from './callActionsLab';
import { ConferenceLab, ROOM } from './conferenceLab';
import { until } from './phoneLab';

let lab: ConferenceLab;
afterEach(async () => await lab.stop());

const member = async (attributes = '', ...after: string[]) =>
	await lab.member(attributes, ...after);

const api = async (method: string, path: string, body?: unknown) =>
	await lab.phones.api(method, path, body);

describe('/Conference/{name}/Member/ (plivo-conferences.md §C1.1, §C1.2)', () => {
	it('mutes and unmutes', async () => {
		lab = await ConferenceLab.start();
		const [anna, ben] = [await member(), await member()];
		expect(await api('POST', `${ROOM}/Member/${anna.id}/Mute/`, {})).toMatchObject({
			status: 202,
			body: { message: 'muted', member_id: anna.id },
		});
		await anna.call.say('unheard');
		expect((await api('DELETE', `${ROOM}/Member/${anna.id}/Mute/`)).status).toBe(204);
		await anna.call.say('heard');
		await ben.call.waitForHeard(/^heard$/);
		expect(texts(ben.call)).toEqual(['heard']);
	});

	it('deafens and undeafens', async () => {
		lab = await ConferenceLab.start();
		const [anna, ben, cleo] = [await member(), await member(), await member()];
		expect(await api('POST', `${ROOM}/Member/${anna.id}/Deaf/`, {})).toMatchObject({
			status: 202,
			body: { message: 'deaf', member_id: anna.id },
		});
		await ben.call.say('about Anna');
		await cleo.call.waitForHeard(/about Anna/);
		expect((await api('DELETE', `${ROOM}/Member/${anna.id}/Deaf/`)).status).toBe(204);
		await ben.call.say('to Anna');
		await anna.call.waitForHeard(/to Anna/);
		expect(texts(anna.call)).toEqual(['to Anna']);
	});

	it('kicks a member out, whose document goes on', async () => {
		lab = await ConferenceLab.start();
		const anna = await member('', '<Speak>you were kicked</Speak>');
		await member();
		expect(await api('POST', `${ROOM}/Member/${anna.id}/Kick/`, {})).toMatchObject({
			status: 202,
			body: { message: 'kicked', member_id: anna.id },
		});
		expect((await api('GET', `${ROOM}/`)).body.conference_member_count).toBe('1');
		await anna.call.waitForHeard(/you were kicked/);
	});

	it('hangs up a member, all members, and everything', async () => {
		lab = await ConferenceLab.start();
		const [anna, ben, cleo] = [await member(), await member(), await member()];
		expect((await api('DELETE', `${ROOM}/Member/${anna.id}/`)).status).toBe(204);
		expect(await anna.call.waitForEnd()).toMatchObject({
			hangupCauseCode: 4000,
			hangupSource: 'API Request',
		});
		expect((await api('DELETE', `${ROOM}/`)).status).toBe(204);
		await Promise.all([ben, cleo].map(({ call }) => call.waitForEnd()));
		expect((await api('GET', `${ROOM}/`)).status).toBe(404);
		const dora = await member();
		expect((await api('DELETE', '/Conference/')).status).toBe(204);
		await dora.call.waitForEnd();
	});

	it('takes lists of ids and all', async () => {
		lab = await ConferenceLab.start();
		const [anna, ben, cleo] = [await member(), await member(), await member()];
		const muted = async () => {
			const { members } = (await api('GET', `${ROOM}/`)).body as { members: { muted: boolean }[] };
			return members.map((one) => one.muted);
		};
		const two = await api('POST', `${ROOM}/Member/${anna.id},${cleo.id}/Mute/`, {});
		expect(two.body.member_id).toBe(`[u'${anna.id}', u'${cleo.id}']`);
		expect(await muted()).toEqual([true, false, true]);
		expect((await api('POST', `${ROOM}/Member/all/Mute/`, {})).body.member_id).toBe("[u'all']");
		expect(await muted()).toEqual([true, true, true]);
		await api('DELETE', `${ROOM}/Member/all/Mute/`);
		expect(await muted()).toEqual([false, false, false]);
		expect(ben.id).not.toBe(cleo.id);
	});

	it('writes ids as an array in that variant', async () => {
		lab = await ConferenceLab.start({ memberIdsAs: 'array' });
		const anna = await member();
		const { body } = await api('POST', `${ROOM}/Member/${anna.id}/Mute/`, {});
		expect(body.member_id).toEqual([anna.id]);
	});

	it.each([
		['applied', 202],
		['refused', 404],
	] as const)('has a list with an unknown id %s in that variant', async (variant, status) => {
		lab = await ConferenceLab.start({ partlyUnknownMembers: variant });
		const anna = await member();
		expect((await api('POST', `${ROOM}/Member/${anna.id},1/Mute/`, {})).status).toBe(status);
	});

	it('speaks to one member, and to all', async () => {
		lab = await ConferenceLab.start();
		const [anna, ben] = [await member(), await member()];
		const one = await api('POST', `${ROOM}/Member/${anna.id}/Speak/`, { text: 'only you' });
		expect(one).toMatchObject({
			status: 202,
			body: { message: 'speak queued into conference', member_id: anna.id },
		});
		await anna.call.waitForHeard(/only you/);
		await api('POST', `${ROOM}/Member/all/Speak/`, { text: 'everybody' });
		await anna.call.waitForHeard(/everybody/);
		await ben.call.waitForHeard(/everybody/);
		expect(texts(ben.call)).toEqual(['everybody']);
	});

	it('plays files one after another, and stops only what was started the same way', async () => {
		lab = await ConferenceLab.start();
		const anna = await member();
		const path = `${ROOM}/Member/${anna.id}/Play/`;
		const first = await api('POST', path, { url: saidFile(lab.phones, 'a.wav', 'the first') });
		expect(first).toMatchObject({
			status: 202,
			body: { message: 'play queued into conference', member_id: anna.id },
		});
		await api('POST', path, { url: saidFile(lab.phones, 'b.wav', 'the next one '.repeat(30)) });
		expect((await api('DELETE', `${ROOM}/Member/all/Play/`)).status).toBe(204);
		await anna.call.waitForHeard(/the first/);
		await until(() => anna.call.person.ear.partialText().includes('next'));
		expect((await api('DELETE', path)).status).toBe(204);
		const cut = await anna.call.waitForHeard(/next/);
		expect(cut.complete).toBe(false);
	});

	it.each([
		['POST', 'Kick/'],
		['POST', 'Play/'],
		['DELETE', ''],
		['DELETE', 'Deaf/'],
	])('%s Member/{id}/%s is not found without the member', async (method, path) => {
		lab = await ConferenceLab.start();
		await member();
		const body = method === 'POST' ? { url: 'http://example.com/a.wav' } : undefined;
		const answer = await api(method, `${ROOM}/Member/1/${path}`, body);
		expect(answer).toMatchObject({ status: 404, body: { error: 'member not found' } });
	});

	it.each([
		['Member/all/Play/', {}],
		['Member/all/Play/', { url: 'no URL' }],
		['Member/all/Speak/', {}],
		['Member/all/Speak/', { text: 'x', voice: 'CHILD' }],
		['Record/', { file_format: 'ogg' }],
		['Record/', { callback_url: 'nowhere' }],
	])('refuses %s with %j', async (path, body) => {
		lab = await ConferenceLab.start();
		await member();
		expect((await api('POST', `${ROOM}/${path}`, body)).status).toBe(400);
	});
});
