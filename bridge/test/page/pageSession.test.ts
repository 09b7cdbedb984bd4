import fc from 'fast-check';
import { EndedSessions } from '../../src/page/endedSessions';
import { PageSession } from '../../src/page/pageSession';

const FACTS = { sharedSecret: 'a shared secret', password: 'a password', prefix: '', secure: true };
const NOW = new Date('2026-03-04T10:00:00Z');
const TWELVE_HOURS_MS = 12 * 60 * 60 * 1000;

const session = (facts: Partial<typeof FACTS> = {}) => new PageSession({ ...FACTS, ...facts });
/** What a browser sends back of a `Set-Cookie`. */
const sent = (setCookie: string) => setCookie.split(';')[0] ?? '';
const after = (ms: number) => new Date(NOW.getTime() + ms);

describe('a session of the live page', () => {
	it('lasts twelve hours', () => {
		const cookie = sent(session().open(NOW));
		expect(session().endOf(cookie, NOW)).toBe(NOW.getTime() + TWELVE_HOURS_MS);
		expect(session().endOf(cookie, after(TWELVE_HOURS_MS - 1000))).toBeDefined();
		expect(session().endOf(cookie, after(TWELVE_HOURS_MS))).toBeUndefined();
	});

	it('is found among other cookies, an out of date one of its own too', () => {
		const old = sent(session().open(after(-TWELVE_HOURS_MS)));
		const fresh = sent(session().open(NOW));
		expect(session().endOf(`a=b; ${old}; ${fresh}; c=d`, NOW)).toBeDefined();
		const value = fresh.split('=')[1];
		for (const name of ['x__Host-bridge_page', 'bridge_page', '__host-bridge_page']) {
			expect(session().endOf(`a=b; ${old}; ${name}=${value}`, NOW)).toBeUndefined();
		}
	});

	it('never is the same twice', () => {
		expect(session().open(NOW)).not.toBe(session().open(NOW));
	});

	it.each([
		['another password', { password: 'another password' }],
		['another shared secret', { sharedSecret: 'another secret' }],
		[
			'the same letters parted otherwise',
			{ sharedSecret: 'a shared', password: ' secreta password' },
		],
	])('ends with %s', (_what, facts) => {
		expect(session(facts).endOf(sent(session().open(NOW)), NOW)).toBeUndefined();
	});

	it('cannot be made longer, or altered in any other place', () => {
		const cookie = sent(session().open(NOW));
		const [name, value = ''] = cookie.split('=');
		const [end = '', ...rest] = value.split('.');
		const longer = `${name}=${Number(end) + 1}.${rest.join('.')}`;
		expect(session().endOf(longer, NOW)).toBeUndefined();
		for (let place = 0; place < value.length; place += 1) {
			const other = value[place] === '0' ? '1' : '0';
			const altered = `${name}=${value.slice(0, place)}${other}${value.slice(place + 1)}`;
			expect(session().endOf(altered, NOW)).toBeUndefined();
		}
	});

	it('is no secret that could be guessed: nothing else opens it, and nothing throws', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(session().endOf(text, NOW)).toBeUndefined();
				expect(session().endOf(`__Host-bridge_page=${text}`, NOW)).toBeUndefined();
			}),
		);
		expect(session().endOf(undefined, NOW)).toBeUndefined();
	});

	it('goes to no script, to no other site, over TLS only, and to the path of the bridge only', () => {
		expect(session({ prefix: '/voice' }).open(NOW)).toMatch(
			/^bridge_page=[0-9a-f.]+; Path=\/voice; Max-Age=43200; HttpOnly; SameSite=Strict; Secure$/,
		);
		expect(session({ secure: false }).open(NOW)).toMatch(
			/^bridge_page=[0-9a-f.]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
		);
	});

	it('is taken from this host only where browsers see to that: over TLS, at the root', () => {
		expect(session().open(NOW)).toMatch(
			/^__Host-bridge_page=[0-9a-f.]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure$/,
		);
	});

	it('is forgotten by the browser when it is closed', () => {
		expect(session().close()).toBe(
			'__Host-bridge_page=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure',
		);
	});

	describe('that is logged out of', () => {
		const later = () => new Date();
		let ended: EndedSessions;
		let one: PageSession;
		beforeEach(() => {
			ended = new EndedSessions();
			one = new PageSession(FACTS, ended);
		});

		it('is over for whoever has a copy of the cookie, and no other is', () => {
			const [cookie, other] = [sent(one.open(later())), sent(one.open(later()))];
			const told: Array<[string, number]> = [];
			ended.tell = (...session) => void told.push(session);
			one.logOut(cookie);
			expect(one.endOf(cookie)).toBeUndefined();
			expect(one.endOf(other)).toBeDefined();
			expect(one.endOf(`${cookie}; ${other}`)).toBeDefined();
			expect(told).toEqual([[expect.stringMatching(/^[0-9a-f]{32}$/), expect.any(Number)]]);
			// A process that is told.
			const elsewhere = new EndedSessions();
			elsewhere.add(...(told[0] as [string, number]));
			expect(new PageSession(FACTS, elsewhere).endOf(cookie)).toBeUndefined();
		});

		it('needs a genuine session', () => {
			const cookie = sent(one.open(later()));
			one.logOut(undefined);
			one.logOut(sent(session({ password: 'another password' }).open(later())));
			one.logOut(cookie.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
			expect([...ended.all()]).toEqual([]);
			expect(one.endOf(cookie)).toBeDefined();
		});

		it('breaks off what was opened with it, once', () => {
			const cookie = sent(one.open(later()));
			let over = 0;
			let others = 0;
			const unwatch = one.watch(cookie, () => (over += 1));
			one.watch(cookie, () => (others += 1))();
			const other = one.watch(sent(one.open(later())), () => (others += 1));
			one.logOut(cookie);
			expect([over, others]).toEqual([1, 0]);
			unwatch();
			other();
		});
	});

	it('breaks off what was opened with it when its time is over, and without a session after an hour', () => {
		jest.useFakeTimers();
		try {
			const one = session();
			const cookie = sent(one.open());
			let over = 0;
			one.watch(cookie, () => (over += 1));
			jest.advanceTimersByTime(TWELVE_HOURS_MS - 2_000);
			expect(over).toBe(0);
			jest.advanceTimersByTime(2_000);
			expect(over).toBe(1);
			one.watch(undefined, () => (over += 1));
			jest.advanceTimersByTime(60 * 60 * 1000);
			expect(over).toBe(2);
		} finally {
			jest.useRealTimers();
		}
	});

	it('knows its password', () => {
		expect(session().isPassword('a password')).toBe(true);
		for (const wrong of ['', 'a passwor', 'a password ', 'A password']) {
			expect(session().isPassword(wrong)).toBe(false);
		}
	});
});
