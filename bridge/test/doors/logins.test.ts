import { Logins, type LoginAttempt } from '../../src/doors/logins';
import { readConfig } from '../../src/config/config';

describe('wrong passwords', () => {
	let now: number;
	beforeEach(() => {
		now = 0;
		jest.spyOn(performance, 'now').mockImplementation(() => now);
	});
	afterEach(() => jest.restoreAllMocks());

	/** Three a minute. */
	const logins = () =>
		new Logins(
			readConfig({
				sharedSecret: 'sixteen characters',
				doors: { failedLoginsPerMinute: 3 },
			}).doors,
		);
	/** How many of so many attempts were let in. */
	const letIn = (all: Logins, times: number, attempt: (time: number) => LoginAttempt) =>
		Array.from({ length: times }, (_, time) => all.begin(attempt(time))).filter(
			(wait) => wait === undefined,
		).length;
	const anna = () => ({ key: '192.0.2.1' });

	it('are as many as one address may try, then one after the other', () => {
		const all = logins();
		expect(letIn(all, 10, anna)).toBe(3);
		expect(all.begin(anna())).toBe(20);
		now += 20_000;
		expect(letIn(all, 10, anna)).toBe(1);
		now += 3_600_000;
		expect(letIn(all, 10, anna)).toBe(3);
	});

	it('of one address cost another one nothing', () => {
		const all = logins();
		letIn(all, 10, anna);
		expect(letIn(all, 10, () => ({ key: '192.0.2.2' }))).toBe(3);
	});

	it('are not those that were right', () => {
		const all = logins();
		for (let times = 0; times < 20; times++) {
			expect(all.begin(anna())).toBeUndefined();
			all.succeeded(anna());
		}
		expect(letIn(all, 10, anna)).toBe(3);
	});

	describe('behind a proxy that is not trusted', () => {
		const client = (claimed: string) => ({ key: '10.0.0.1', claimed });

		it('count for the client that it names: one locks out no other', () => {
			const all = logins();
			expect(letIn(all, 10, () => client('a'))).toBe(3);
			expect(letIn(all, 10, () => client('b'))).toBe(3);
			expect(all.begin(client('a'))).toBe(20);
		});

		it('under made-up names are five times as many at most', () => {
			const all = logins();
			expect(letIn(all, 100, (time) => client(`made up ${time}`))).toBe(15);
			expect(all.begin(client('another'))).toBe(4);
			// Who names nobody has the address to himself, as without a proxy.
			expect(letIn(all, 10, () => ({ key: '10.0.0.1' }))).toBe(3);
		});

		it('that the proxy may not try any more do not cost the client', () => {
			const all = logins();
			letIn(all, 15, (time) => client(`made up ${time}`));
			for (let times = 0; times < 10; times++) expect(all.begin(client('b'))).toBe(4);
			now += 12_000;
			expect(letIn(all, 10, () => client('b'))).toBe(3);
		});

		it('are not those that were right, for client and proxy', () => {
			const all = logins();
			for (let times = 0; times < 50; times++) {
				expect(all.begin(client('a'))).toBeUndefined();
				all.succeeded(client('a'));
			}
			expect(letIn(all, 100, (time) => client(`made up ${time}`))).toBe(15);
		});

		it('of the same name behind two proxies are of two clients', () => {
			const all = logins();
			letIn(all, 10, () => client('a'));
			expect(letIn(all, 10, () => ({ key: '10.0.0.2', claimed: 'a' }))).toBe(3);
		});
	});
});
