/**
 * Loaded with `--require` into every process the lab starts. Two promises:
 * it reaches nothing but this machine, and it does not outlive the process that started it.
 */
const dns = require('node:dns');
const net = require('node:net');

const isLoopback = (host) =>
	host === undefined ||
	host === null ||
	host === '' ||
	/^(localhost|127(\.\d{1,3}){3}|0\.0\.0\.0|::|::1|::ffff:127(\.\d{1,3}){3})$/i.test(String(host));

const refusal = (host) =>
	Object.assign(
		new Error(`getaddrinfo ENOTFOUND ${host} (the phone lab reaches only this machine)`),
		{
			code: 'ENOTFOUND',
			errno: -3008,
			syscall: 'getaddrinfo',
			hostname: host,
		},
	);

const { lookup } = dns;
const guardedLookup = (host, options, callback = options) =>
	isLoopback(host) ? lookup(host, options, callback) : process.nextTick(callback, refusal(host));
// With the marks that `util.promisify` reads.
dns.lookup = Object.defineProperties(guardedLookup, Object.getOwnPropertyDescriptors(lookup));

const { lookup: lookupPromise } = dns.promises;
dns.promises.lookup = async (host, options) => {
	if (!isLoopback(host)) throw refusal(host);
	return await lookupPromise(host, options);
};

/** The host of `socket.connect(...)`: (options), (port, host), (path) or the list that `net.connect` makes of them. */
function hostOf(args) {
	const [first, second] = Array.isArray(args[0]) ? args[0] : args;
	if (typeof first === 'object' && first !== null) return first.path ? undefined : first.host;
	return typeof second === 'string' ? second : undefined;
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function guardedConnect(...args) {
	const host = hostOf(args);
	if (isLoopback(host)) return connect.apply(this, args);
	process.nextTick(() => this.destroy(refusal(host)));
	return this;
};

// The parent's end shows as a new parent id. It is told by name, because the parent may be gone before this line;
// and only to this process, because what it starts in turn has another parent.
const signalGroup = (signal) => {
	try {
		process.kill(-process.pid, signal);
	} catch {
		// It leads no group.
		process.kill(process.pid, signal);
	}
};
const parent = Number(process.env.CHILD_GUARD_PARENT ?? process.ppid);
delete process.env.CHILD_GUARD_PARENT;
const watch = setInterval(() => {
	if (process.ppid === parent) return;
	clearInterval(watch);
	// Gently first; what still lives after five seconds is killed, with all it started.
	setTimeout(() => signalGroup('SIGKILL'), 5000).unref();
	signalGroup('SIGTERM');
}, 500);
watch.unref();
