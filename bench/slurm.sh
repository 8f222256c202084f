#!/usr/bin/env bash
# Cleanse under datatrove's SlurmPipelineExecutor, on a Slurm of one node that this script sets up.
#
#     bash bench/slurm.sh          on Debian, as root
#
# Installs slurm-wlm and munge with apt-get. All else, configuration, keys, daemons' state and a virtual environment
# with the `datatrove` extra, lies in a folder that goes at the end, and the daemons listen on their own ports: a Slurm
# that is there already is left alone. Ends with status 0 if the job's records are those of a loop.
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d /tmp/cleanse-slurm.XXXXXX)
node=$(hostname -s)
daemons=()

stop() {
  for pid in "${daemons[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}
trap stop EXIT

echo "== install"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends slurm-wlm munge python3-venv >"$work/apt.log" 2>&1 || { cat "$work/apt.log"; exit 1; }
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq "$project[datatrove]"
export PATH="$work/venv/bin:$PATH"

echo "== configure"
mkdir -m 700 "$work/munge" "$work/state" "$work/spool"
head -c 1024 /dev/urandom >"$work/munge/key"
chmod 400 "$work/munge/key"
resources=$(slurmd -C | grep -o 'CPUs=.*RealMemory=[0-9]*')
cat >"$work/slurm.conf" <<CONF
ClusterName=cleanse
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
CryptoType=crypto/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
NodeName=$node NodeAddr=127.0.0.1 $resources State=UNKNOWN
PartitionName=all Nodes=$node Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF="$work/slurm.conf"
slurmd -V
grep -E '^(NodeName|PartitionName|Select)' "$SLURM_CONF"

echo "== start"
munged --foreground --force --socket="$work/munge/socket" --key-file="$work/munge/key" --pid-file="$work/munge/pid" \
  --seed-file="$work/munge/seed" --log-file="$work/munge/log" >"$work/munge.out" 2>&1 &
daemons+=($!)
slurmctld -D -f "$SLURM_CONF" >"$work/slurmctld.log" 2>&1 &
daemons+=($!)
slurmd -D -f "$SLURM_CONF" >"$work/slurmd.log" 2>&1 &
daemons+=($!)
for _ in $(seq 60); do
  if sinfo --noheader --format=%T 2>/dev/null | grep -q idle; then break; fi
  sleep 1
done
sinfo | tee "$work/sinfo"
grep -q idle "$work/sinfo" || { tail "$work"/munge.out "$work"/slurmctld.log "$work"/slurmd.log; exit 1; }

echo "== run"
"$work/venv/bin/python" "$project/bench/slurm_job.py" "$work/job"
