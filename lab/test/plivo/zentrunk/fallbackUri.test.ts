import { until } from '../phoneLab';
import { HOST, ZentrunkLab } from './zentrunkLab';

let lab: ZentrunkLab;
afterEach(async () => await lab.stop());

const BACKUP = 'backup.agents.example';

describe('the fallback URI (plivo.md §2.4)', () => {
	it.each([
		['does not resolve', undefined, 'unresolved'],
		['is busy', { behavior: 'refuse' }, 486],
		['fails', { behavior: 'refuse', sipStatus: 503 }, 503],
		['is silent', { behavior: 'silent' }, 'timeout'],
	] as const)('answers when the primary %s', async (_what, primary, outcome) => {
		lab = await ZentrunkLab.start({ inviteTimeoutMs: 20 });
		const trunk = lab.trunkTo(HOST, BACKUP);
		if (primary) lab.party(primary);
		lab.party({ host: BACKUP, script: [{ hangUp: true }] });
		expect(await lab.phone.call().waitForEnd()).toMatchObject({ hangupCauseCode: 3010 });
		expect(lab.outcomes()).toEqual([
			['primary', outcome],
			['fallback', 200],
		]);
		expect(lab.phone.plivo.trunkInvites[1]).toMatchObject({
			host: BACKUP,
			uriUuid: trunk.fallback_uri_uuid,
		});
	});

	it('is left alone when the primary answers', async () => {
		lab = await ZentrunkLab.start();
		lab.trunkTo(HOST, BACKUP);
		lab.party({ script: [{ hangUp: true }] });
		lab.party({ host: BACKUP });
		await lab.phone.call().waitForEnd();
		expect(lab.outcomes()).toEqual([['primary', 200]]);
	});

	it('has the last word when it refuses, too', async () => {
		lab = await ZentrunkLab.start();
		lab.trunkTo(HOST, BACKUP);
		lab.party({ behavior: 'refuse', sipStatus: 503 });
		lab.party({ host: BACKUP, behavior: 'refuse', sipStatus: 404 });
		expect(await lab.phone.call().waitForEnd()).toMatchObject({ hangupCauseCode: 4090 });
	});

	it('is not tried for a caller who has gone', async () => {
		lab = await ZentrunkLab.start({ inviteTimeoutMs: 60_000 });
		lab.trunkTo(HOST, BACKUP);
		lab.party({ behavior: 'silent' });
		lab.party({ host: BACKUP });
		const call = lab.phone.call();
		await until(() => lab.phone.plivo.trunkInvites.length === 1);
		call.hangUp();
		await call.settled;
		expect(lab.outcomes()).toEqual([['primary', 487]]);
		expect(call.endState).toMatchObject({ hangupCauseCode: 4420 });
	});
});

describe('a URI with authentication (plivo.md §2.3)', () => {
	const digest = { username: 'plivo', password: 'secret!' };

	async function callWith(login: object): Promise<number> {
		lab = await ZentrunkLab.start();
		const { primary_uri_uuid: uuid } = lab.trunkTo();
		await lab.api('POST', `/URI/${uuid}/`, login);
		lab.party({ digest, script: [{ hangUp: true }] });
		return (await lab.phone.call().waitForEnd()).hangupCauseCode;
	}

	it('logs Plivo in at a party that challenges it', async () => {
		expect(await callWith({ authentication_needed: true, ...digest })).toBe(3010);
		const [invite] = lab.phone.plivo.trunkInvites;
		expect(invite).toMatchObject({ digestUser: 'plivo', outcome: 200 });
		expect(JSON.stringify([invite, lab.phone.log.entries])).not.toContain('secret!');
	});

	it('ends with 4150 without a login, and with a wrong one', async () => {
		expect(await callWith({ name: 'No login' })).toBe(4150);
		expect(lab.phone.plivo.trunkInvites[0]).toMatchObject({ digestUser: null, outcome: 407 });
		await lab.stop();
		expect(await callWith({ authentication_needed: true, ...digest, password: 'no' })).toBe(4150);
	});
});
