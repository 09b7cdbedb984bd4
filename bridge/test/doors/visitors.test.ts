import type { IncomingMessage } from 'node:http';
import pino from 'pino';
import { countingKey } from '../../src/doors/addressRanges';
import { doorsSchema } from '../../src/doors/doorsSettings';
import { SharedAddresses } from '../../src/doors/sharedAddresses';
import { Visitors } from '../../src/doors/visitors';

const PROXY = '198.51.100.1';
let visitors: Visitors;
/** A bridge on a machine with these addresses. */
const settle = (own: string[]) => {
	// Practically nothing comes back during a test.
	const settings = doorsSchema.parse({
		requestBurst: 3,
		requestsPerMinute: 1,
		failedLoginsPerMinute: 2,
		trustedProxies: [PROXY],
	});
	const log = pino({ enabled: false });
	visitors = new Visitors(settings, log, new SharedAddresses(own));
};
beforeEach(() => settle([]));
const enter = (remoteAddress: string, forwarded?: string, socket: object = { remoteAddress }) =>
	visitors.enter({
		socket,
		headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
	} as unknown as IncomingMessage);

describe('an address that floods the bridge', () => {
	const floods = (address: string) => !visitors.connect(countingKey(address));
	const ask = (address: string, times: number) => {
		for (let request = 0; request < times; request++) enter(address);
	};

	it.each(['192.0.2.1', '2001:db8::1'])(
		'is one that goes on beyond twice its rate: %s',
		(address) => {
			ask(address, 5);
			expect(floods(address)).toBe(false);
			ask(address, 1);
			expect(floods(address)).toBe(true);
			expect(floods('192.0.2.2')).toBe(false);
		},
	);

	it('is none whose requests were genuine, for what others behind it may do', () => {
		enter('192.0.2.1').genuine();
		ask('192.0.2.1', 20);
		expect(floods('192.0.2.1')).toBe(false);
	});

	it('gains nothing by asking what anybody may ask', () => {
		for (let request = 0; request < 7; request++) {
			const visit = enter('192.0.2.1');
			expect(visit.isTooMuch).toBe(false);
			visit.unlimited();
		}
		expect(floods('192.0.2.1')).toBe(true);
	});

	it('is made by no genuine request', () => {
		for (let request = 0; request < 20; request++) enter('192.0.2.1').genuine();
		ask('192.0.2.1', 20);
		expect(floods('192.0.2.1')).toBe(false);
	});

	it.each(['10.1.2.3', '127.0.0.1', '172.20.0.1', '192.168.1.1', 'fd00::1', '::1'])(
		'is never a private one, which is a proxy or a watchdog: %s',
		(address) => {
			ask(address, 20);
			expect(floods(address)).toBe(false);
		},
	);

	it.each([
		['Azure', '168.63.129.16'],
		['Google Cloud', '35.191.3.4'],
		['Google Cloud', '130.211.2.9'],
		['Google Cloud, IPv6', '2600:2d00:1:b029::17'],
	])(
		'is never the load balancer of a cloud, which checks health too: %s, %s',
		(_cloud, address) => {
			ask(address, 20);
			expect(floods(address)).toBe(false);
		},
	);

	it('is never a neighbour in a cluster with public IPv6 addresses, nor the machine itself', () => {
		settle(['2001:db8:1:2::10', '198.51.100.7']);
		for (const address of ['2001:db8:1:2:3::4', '198.51.100.7']) {
			ask(address, 20);
			expect(floods(address)).toBe(false);
		}
		for (const address of ['2001:db8:1:3::4', '198.51.100.8']) {
			ask(address, 20);
			expect(floods(address)).toBe(true);
		}
	});

	it('is one whose every request beyond that ends its connection', () => {
		ask('192.0.2.1', 6);
		expect(enter('192.0.2.1').isFlood).toBe(true);
		expect(enter('192.0.2.2').isFlood).toBe(false);
	});

	it('is one that only connects, for a handshake costs too', () => {
		for (let connection = 0; connection < 6; connection++) expect(floods('192.0.2.1')).toBe(false);
		expect(floods('192.0.2.1')).toBe(true);
		expect(floods('192.0.2.2')).toBe(false);
	});

	it('is none that connects as often and is genuine', () => {
		enter('192.0.2.1').genuine();
		for (let connection = 0; connection < 20; connection++) expect(floods('192.0.2.1')).toBe(false);
	});

	it('is no proxy that nobody has named, whatever strangers ask through it: they are refused', () => {
		const socket = { remoteAddress: '192.0.2.1' };
		for (let request = 0; request < 33; request++) {
			const visit = enter('192.0.2.1', `203.0.113.${request}`, socket);
			expect([visit.isFlood, visit.isOver, visit.isTooMuch]).toEqual([false, false, request >= 3]);
			visit.tooMany();
		}
		expect(floods('192.0.2.1')).toBe(false);
		enter('192.0.2.1', '203.0.113.201', socket).genuine();
		expect(floods('192.0.2.1')).toBe(false);
	});

	it.each([
		['loses a connection over which it asks far more than ten times its rate', false],
		['loses none when genuine requests come from it', true],
	])('that says it passes requests on is heard again, and %s', (_title, isGenuine) => {
		if (isGenuine) enter('192.0.2.1', '203.0.113.1').genuine();
		for (let request = 0; request < 33; request++) {
			expect(enter('192.0.2.1', 'x').isFlood).toBe(false);
		}
		expect(enter('192.0.2.1', 'x').isFlood).toBe(!isGenuine);
		expect(enter('192.0.2.2', 'x').isFlood).toBe(false);
		expect(floods('192.0.2.1')).toBe(false);
	});

	it('is one that connects too often, whomever its requests say they are from', () => {
		for (let connection = 0; connection < 6; connection++) {
			expect(floods('192.0.2.1')).toBe(false);
			enter('192.0.2.1', '203.0.113.1');
		}
		expect(floods('192.0.2.1')).toBe(true);
	});

	it('never ends the connection of a trusted proxy, but is refused there', () => {
		for (let request = 0; request < 20; request++) {
			const visit = enter(PROXY, '192.0.2.1');
			expect(visit.isFlood).toBe(false);
			expect(visit.isTooMuch).toBe(request >= 3);
		}
		expect(enter(PROXY, '192.0.2.2').isTooMuch).toBe(false);
	});
});

describe('what anybody may ask', () => {
	const refusals = (times: number, remoteAddress: string, forwarded?: string) => {
		const socket = { remoteAddress };
		let refused = 0;
		for (let request = 0; request < times; request++) {
			try {
				enter(remoteAddress, forwarded, socket).unlimited();
			} catch (error) {
				expect(error).toMatchObject({ status: 429 });
				refused += 1;
			}
		}
		return refused;
	};

	it('is refused beyond ten times the rate, and the connection is over with that', () => {
		expect(refusals(31, '10.0.0.1')).toBe(0);
		const socket = { remoteAddress: '10.0.0.1' };
		enter('10.0.0.1', undefined, socket);
		expect(() => enter('10.0.0.1', undefined, socket).unlimited()).toThrow('Too many requests.');
		expect(enter('10.0.0.1', undefined, socket).isOver).toBe(true);
		expect(refusals(30, '10.0.0.2')).toBe(0);
	});

	it('is never refused a watchdog, which asks once over each connection, whatever strangers ask from its address', () => {
		expect(refusals(100, '10.0.0.1')).toBeGreaterThan(50);
		for (let probe = 0; probe < 50; probe++) expect(refusals(1, '10.0.0.1')).toBe(0);
	});

	it.each(['168.63.129.16', '35.191.3.4', '2001:db8:1:2:3::4'])(
		'is never refused the health check of a cloud, nor of a cluster with public IPv6 addresses: %s',
		(address) => {
			settle(['2001:db8:1:2::10']);
			refusals(100, address);
			for (let probe = 0; probe < 50; probe++) expect(refusals(1, address)).toBe(0);
		},
	);

	it('is not asked by a watchdog when a proxy asks for somebody', () => {
		for (let probe = 0; probe < 30; probe++) expect(refusals(1, '10.0.0.1', '192.0.2.1')).toBe(0);
		expect(refusals(1, '10.0.0.1', '192.0.2.1')).toBe(1);
		expect(refusals(1, '10.0.0.1')).toBe(0);
	});
});

describe('wrong passwords', () => {
	const tries = (remoteAddress: string, forwarded?: string) => {
		try {
			enter(remoteAddress, forwarded).beginLogin();
			return true;
		} catch (error) {
			expect(error).toMatchObject({ status: 429 });
			return false;
		}
	};

	it('behind a proxy that is not trusted lock out the client it names, and no other', () => {
		expect([1, 2, 3].map(() => tries('10.0.0.1', '192.0.2.1'))).toEqual([true, true, false]);
		expect(tries('10.0.0.1', '192.0.2.1, 192.0.2.2')).toBe(true);
		expect(tries('10.0.0.1')).toBe(true);
	});

	it('are bounded for whoever makes up clients', () => {
		const tried = Array.from({ length: 40 }, (_, client) => tries('10.0.0.1', `192.0.2.${client}`));
		expect(tried.filter(Boolean)).toHaveLength(10);
		expect(tries('10.0.0.2', '192.0.2.1')).toBe(true);
	});

	it('are those of one address elsewhere, however many clients it names', () => {
		expect([1, 2, 3].map(() => tries('192.0.2.1'))).toEqual([true, true, false]);
		const behind = [1, 2, 3].map(() => tries(PROXY, '9.9.9.9, 192.0.2.7'));
		expect(behind).toEqual([true, true, false]);
	});
});
