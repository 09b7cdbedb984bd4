import type { Socket } from 'node:net';
import { countingKey, plainAddress } from './addressRanges';
import { ClientAddresses } from './clientAddress';
import type { DoorsConfig } from './doorsSettings';

/** The ends of a connection, which name it: the same below and above TLS, and no other open connection's. */
interface Named {
	remoteAddress?: string | undefined;
	remotePort?: number | undefined;
}

/**
 * Bounds the connections that are no streams (yet), all together and of each address. An address that has too many gets no more; when
 * all together are too many, whoever has most loses the oldest. Who floods the bridge with requests or connections gets none: to read and
 * refuse them would take the time that calls need. Streams have bounds of their own.
 */
export class ConnectionGate {
	/** Open connections of each address by their names, the oldest first. */
	private readonly open = new Map<string, Map<string, Socket>>();
	private count = 0;
	private readonly addresses: ClientAddresses;

	/**
	 * @param onTurnedAway a connection was closed because there were too many
	 * @param connect counts a connection of an address; false: it asks far too much, and is not listened to at all
	 */
	constructor(
		private readonly config: DoorsConfig,
		private readonly onTurnedAway: () => void,
		private readonly connect: (key: string) => boolean = () => true,
	) {
		this.addresses = new ClientAddresses(config.trustedProxies);
	}

	/** Connections that are counted now. */
	get size(): number {
		return this.count;
	}

	/** A fresh connection, below TLS. */
	enter(socket: Socket): void {
		const key = keyOf(socket);
		if (key === undefined || !this.isHeard(key, socket) || !this.hasRoom(key, socket)) {
			this.turnAway(socket);
			return;
		}
		const ofAddress = this.open.get(key) ?? new Map<string, Socket>();
		this.open.set(key, ofAddress);
		const name = nameOf(socket);
		ofAddress.set(name, socket);
		this.count += 1;
		socket.once('close', () => {
			if (ofAddress.get(name) === socket) this.forget(key, name);
		});
	}

	/** The connection has become a stream. */
	leave(socket: Named): void {
		const key = keyOf(socket);
		if (key !== undefined) this.forget(key, nameOf(socket));
	}

	/** The connections of a trusted proxy are those of many clients. */
	private isHeard(key: string, { remoteAddress }: Named): boolean {
		return this.addresses.isProxy(remoteAddress) || this.connect(key);
	}

	private hasRoom(key: string, { remoteAddress }: Named): boolean {
		const own = this.open.get(key)?.size ?? 0;
		const isFull = own >= this.config.connectionsPerAddress;
		if (isFull && !this.addresses.isProxy(remoteAddress)) return false;
		if (this.count < this.config.connections) return true;
		const [greediest, theirs] = this.mostOf();
		const oldest = theirs?.entries().next();
		if (theirs === undefined || theirs.size <= own || !oldest || oldest.done) return false;
		const [name, socket] = oldest.value;
		this.forget(greediest, name);
		this.turnAway(socket);
		return true;
	}

	private mostOf(): [string, Map<string, Socket> | undefined] {
		let most: [string, Map<string, Socket> | undefined] = ['', undefined];
		for (const entry of this.open) {
			if (entry[1].size > (most[1]?.size ?? 0)) most = entry;
		}
		return most;
	}

	private turnAway(socket: Socket): void {
		this.onTurnedAway();
		socket.destroy();
	}

	private forget(key: string, name: string): void {
		const ofAddress = this.open.get(key);
		if (!ofAddress?.delete(name)) return;
		this.count -= 1;
		if (ofAddress.size === 0) this.open.delete(key);
	}
}

function keyOf({ remoteAddress }: Named): string | undefined {
	const address = plainAddress(remoteAddress ?? '');
	return address && countingKey(address);
}

function nameOf({ remoteAddress, remotePort }: Named): string {
	return `${remoteAddress} ${remotePort}`;
}
