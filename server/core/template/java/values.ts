export type JavaValue = null | boolean | string | object;
