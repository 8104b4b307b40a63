/** One file of undici, without the rest: Node brings its own `fetch`, and all of undici is a megabyte of source. */
declare module 'undici/lib/dispatcher/agent.js' {
  export { Agent as default } from 'undici'
}
