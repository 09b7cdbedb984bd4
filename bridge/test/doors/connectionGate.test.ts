import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { ConnectionGate } from '../../src/doors/connectionGate';
import { doorsSchema } from '../../src/doors/doorsSettings';

let ports = 0;

class StubSocket extends EventEmitter {
	destroyed = false;
	readonly remotePort = ++ports;

	constructor(readonly remoteAddress: string | undefined) {
		super();
	}

	destroy(): void {
		if (this.destroyed) return;
		this.destroyed = true;
		this.emit('close');
	}
}

describe('ConnectionGate', () => {
	let turnedAway = 0;
	const gateOf = (settings: object) => {
		turnedAway = 0;
		return new ConnectionGate(doorsSchema.parse(settings), () => (turnedAway += 1));
	};
	const enter = (gate: ConnectionGate, address: string | undefined) => {
		const socket = new StubSocket(address);
		gate.enter(socket as unknown as Socket);
		return socket;
	};

	it('closes what one address has too many of, and nothing else', () => {
		const gate = gateOf({ connectionsPerAddress: 2 });
		const sockets = ['192.0.2.1', '::ffff:192.0.2.1', '192.0.2.1', '192.0.2.2'].map((address) =>
			enter(gate, address),
		);
		expect(sockets.map(({ destroyed }) => destroyed)).toEqual([false, false, true, false]);
		expect([gate.size, turnedAway]).toEqual([3, 1]);
	});

	it('has room again once a connection closes or becomes a stream', () => {
		const gate = gateOf({ connectionsPerAddress: 1 });
		const first = enter(gate, '192.0.2.1');
		first.destroy();
		const second = enter(gate, '192.0.2.1');
		gate.leave(second);
		const third = enter(gate, '192.0.2.1');
		// The stream ends: it was not counted any more.
		second.destroy();
		expect(gate.size).toBe(1);
		expect(third.destroyed).toBe(false);
		third.destroy();
		expect(gate.size).toBe(0);
	});

	it('counts the connections of a trusted proxy among all, but not for its address', () => {
		const gate = gateOf({ connectionsPerAddress: 1, trustedProxies: ['10.0.0.0/8'] });
		const sockets = Array.from({ length: 5 }, () => enter(gate, '10.0.0.1'));
		expect(sockets.every(({ destroyed }) => !destroyed)).toBe(true);
		expect(gate.size).toBe(5);
	});

	it('makes room at the cost of whoever has most', () => {
		const gate = gateOf({ connections: 4 });
		const greedy = Array.from({ length: 4 }, () => enter(gate, '192.0.2.1'));
		const modest = [enter(gate, '192.0.2.2'), enter(gate, '192.0.2.3')];
		expect(greedy.map(({ destroyed }) => destroyed)).toEqual([true, true, false, false]);
		expect(modest.every(({ destroyed }) => !destroyed)).toBe(true);
		expect(enter(gate, '192.0.2.1').destroyed).toBe(true);
		expect([gate.size, turnedAway]).toEqual([4, 3]);
	});

	it('takes no connection of an address that floods it', () => {
		const gate = new ConnectionGate(
			doorsSchema.parse({}),
			() => (turnedAway += 1),
			(key) => key !== '192.0.2.1' && key !== '2001:db8:0:0::/64',
		);
		const sockets = ['192.0.2.1', '2001:db8::7', '192.0.2.2'].map((address) =>
			enter(gate, address),
		);
		expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true, false]);
	});

	it('asks that about everybody but trusted proxies, whose connections are those of many', () => {
		const settings = doorsSchema.parse({ trustedProxies: ['198.51.100.1'] });
		const gate = new ConnectionGate(
			settings,
			() => (turnedAway += 1),
			() => false,
		);
		expect(enter(gate, '198.51.100.1').destroyed).toBe(false);
		expect(enter(gate, '198.51.100.2').destroyed).toBe(true);
	});

	it('takes nothing from a connection that is gone already', () => {
		const gate = gateOf({});
		expect(enter(gate, undefined).destroyed).toBe(true);
		expect(gate.size).toBe(0);
	});
});
