interface Window {
  /** True once the first picture with data is on the screen; for those who drive the window. */
  __slipway_ready?: boolean;
}
