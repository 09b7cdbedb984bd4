import {
	connect,
	createServer,
	type AddressInfo,
	type ServerOpts,
	type Socket,
	type TcpNetConnectOpts,
} from 'node:net';

const sockets: Socket[] = [];

/** Ends whatever a test left; to be called after each. */
export function endSockets(): void {
	for (const socket of sockets.splice(0)) socket.destroy();
}

/** `socket` is ended with the others. */
export function ended<T extends Socket | undefined>(socket: T): T {
	if (socket) sockets.push(socket);
	return socket;
}

/** Two sockets that are connected with each other; their errors are nobody's. */
export async function connectedSockets(
	options: ServerOpts = {},
	dialling: Partial<TcpNetConnectOpts> = {},
): Promise<{ accepted: Socket; dialled: Socket }> {
	const server = createServer(options);
	const connection = new Promise<Socket>((resolve) => server.once('connection', resolve));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const dialled = ended(connect({ host: '127.0.0.1', port, ...dialling }));
	dialled.on('error', () => undefined);
	const accepted = ended(await connection);
	accepted.on('error', () => undefined);
	server.close();
	return { accepted, dialled };
}
