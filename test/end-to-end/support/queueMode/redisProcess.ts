import { connect } from 'node:net';
import { join } from 'node:path';
import { ChildGroup } from '../../../../lab/src/n8n/childGroup';
import { freePort } from '../../../../lab/src/n8n/freePort';
import { eventually } from '../eventually';

/** Redis knows nothing of its parent: a Node.js process in between ends with this one, and takes Redis along. */
const KEEPER = `
	const child = require('node:child_process').spawn('redis-server', process.argv.slice(1), { stdio: 'inherit' });
	child.on('error', (error) => { console.log(error.message); process.exit(1); });
	child.on('exit', (code) => process.exit(code ?? 1));
`;

function ping(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
		socket.setTimeout(1000, () => socket.destroy());
		socket.once('data', (answer) => {
			resolve(answer.toString().startsWith('+PONG'));
			socket.destroy();
		});
		socket.once('error', () => resolve(false));
		socket.once('close', () => resolve(false));
	});
}

/** A Redis that keeps nothing, on 127.0.0.1. */
export class RedisProcess {
	private constructor(
		readonly port: number,
		private readonly child: ChildGroup,
	) {}

	/** @throws Error with the end of its log */
	static async start(folder: string): Promise<RedisProcess> {
		const port = await freePort();
		const settings = { port, bind: '127.0.0.1', save: '', appendonly: 'no', dir: folder };
		const child = ChildGroup.start({
			command: process.execPath,
			args: [
				'-e',
				KEEPER,
				'--',
				...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
			],
			cwd: folder,
			env: {},
			logFile: join(folder, 'redis.log'),
		});
		await eventually('Redis', async () => !child.running || (await ping(port)));
		if (!child.running) throw new Error(`Redis did not start:\n${child.lastLines()}`);
		return new RedisProcess(port, child);
	}

	async stop(): Promise<void> {
		await this.child.stop();
	}
}
