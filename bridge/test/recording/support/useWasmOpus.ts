// The native codec of `@evan/opus` decodes nothing when it is loaded a second time into a process, as Jest does. To be imported before it.
process.env.OPUS_FORCE_WASM = '1';
