server           = true
bootstrap_expect = 1
data_dir         = "/consul/data"
client_addr      = "0.0.0.0"
log_level        = "WARN"
ui               = true

ports {
  dns  = 8600
  grpc = -1
}

# One server has nobody to wait for: a leader within a second instead of ten.
performance {
  raft_multiplier = 1
}

# Instances that come and go leave nothing behind that has to be agreed on among many.
leave_on_terminate   = false
disable_update_check = true

telemetry {
  prometheus_retention_time = "60s"
}
