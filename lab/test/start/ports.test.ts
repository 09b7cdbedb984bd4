import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { choosePorts, PREFERRED_PORTS } from '../../src/start/ports';

describe('choosePorts', () => {
	it('replaces a busy port, and no two parts get the same', async () => {
		const busy = createServer();
		await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
		const { port } = busy.address() as AddressInfo;
		try {
			const ports = await choosePorts({ ...PREFERRED_PORTS, n8n: port, bridge: port });
			expect(Object.keys(ports)).toEqual(Object.keys(PREFERRED_PORTS));
			expect(Object.values(ports)).not.toContain(port);
			expect(new Set(Object.values(ports)).size).toBe(Object.keys(PREFERRED_PORTS).length);
		} finally {
			await new Promise((resolve) => busy.close(resolve));
		}
	});
});
