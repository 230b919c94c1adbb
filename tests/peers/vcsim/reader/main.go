// Command reader reads machines from a vCenter with govmomi, as often as told, and prints what it cost.
//
// It is the second opinion of the tests (-dump prints the properties of every machine) and the other side of the
// benchmark: the same properties, one ContainerView, one login, N reads.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/view"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

type result struct {
	Reads          int     `json:"reads"`
	Machines       int     `json:"machines"`
	CPUMsPerRead   float64 `json:"cpuMsPerRead"`
	WallMsPerRead  float64 `json:"wallMsPerRead"`
	MaxResidentMiB float64 `json:"maxResidentMib"`
}

func main() {
	address := flag.String("url", "", "https://host/sdk")
	user := flag.String("user", "user", "user name")
	password := flag.String("password", "pass", "password")
	paths := flag.String("paths", "name", "properties, separated by commas")
	reads := flag.Int("reads", 1, "measured reads")
	warm := flag.Int("warm", 0, "reads before the measured ones")
	dump := flag.Bool("dump", false, "print the properties of every machine as JSON instead of the cost")
	flag.Parse()

	ctx := context.Background()
	target, err := url.Parse(*address)
	check(err)
	target.User = url.UserPassword(*user, *password)
	// The certificate of a simulator is made at its start; trust in it is what the other side tests.
	client, err := govmomi.NewClient(ctx, target, true)
	check(err)
	manager := view.NewManager(client.Client)
	all, err := manager.CreateContainerView(ctx, client.ServiceContent.RootFolder, []string{"VirtualMachine"}, true)
	check(err)
	properties := strings.Split(*paths, ",")

	var machines []mo.VirtualMachine
	read := func() {
		machines = nil
		check(all.Retrieve(ctx, []string{"VirtualMachine"}, properties, &machines))
	}
	for i := 0; i < *warm; i++ {
		read()
	}
	before, start := cpu(), time.Now()
	for i := 0; i < *reads; i++ {
		read()
	}
	spent, wall := cpu()-before, time.Since(start)

	if *dump {
		printMachines(machines)
	} else {
		n := float64(*reads)
		check(json.NewEncoder(os.Stdout).Encode(result{
			Reads:          *reads,
			Machines:       len(machines),
			CPUMsPerRead:   spent.Seconds() * 1000 / n,
			WallMsPerRead:  wall.Seconds() * 1000 / n,
			MaxResidentMiB: maxResidentMib(),
		}))
	}
	check(all.Destroy(ctx))
	check(client.Logout(ctx))
}

// printMachines writes one JSON object per machine: what the comparison of fields needs, by plain names.
func printMachines(machines []mo.VirtualMachine) {
	out := make([]map[string]any, 0, len(machines))
	for i := range machines {
		out = append(out, describe(&machines[i]))
	}
	check(json.NewEncoder(os.Stdout).Encode(out))
}

func describe(machine *mo.VirtualMachine) map[string]any {
	described := map[string]any{
		"id":    machine.Self.Value,
		"name":  machine.Name,
		"power": string(machine.Runtime.PowerState),
	}
	if machine.Runtime.Host != nil {
		described["host"] = machine.Runtime.Host.Value
	}
	config := machine.Config
	if config == nil {
		return described
	}
	described["uuid"] = config.Uuid
	described["instanceUuid"] = config.InstanceUuid
	described["guestId"] = config.GuestId
	described["version"] = config.Version
	described["template"] = config.Template
	described["cpus"] = config.Hardware.NumCPU
	described["memoryMib"] = config.Hardware.MemoryMB
	disks, nics, kinds := []map[string]any{}, []map[string]any{}, []string{}
	for _, device := range config.Hardware.Device {
		kinds = append(kinds, strings.TrimPrefix(fmt.Sprintf("%T", device), "*types."))
		base := device.GetVirtualDevice()
		switch typed := device.(type) {
		case *types.VirtualDisk:
			disk := map[string]any{"key": base.Key, "controllerKey": base.ControllerKey, "bytes": typed.CapacityInBytes}
			if backing, ok := typed.Backing.(*types.VirtualDiskFlatVer2BackingInfo); ok {
				disk["file"] = backing.FileName
				disk["mode"] = backing.DiskMode
			}
			disks = append(disks, disk)
		case types.BaseVirtualEthernetCard:
			card := typed.GetVirtualEthernetCard()
			nic := map[string]any{"key": base.Key, "mac": card.MacAddress}
			if backing, ok := card.Backing.(*types.VirtualEthernetCardDistributedVirtualPortBackingInfo); ok {
				nic["portgroup"] = backing.Port.PortgroupKey
			}
			nics = append(nics, nic)
		}
	}
	described["kinds"] = kinds
	described["disks"] = disks
	described["nics"] = nics
	return described
}

func cpu() time.Duration {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func maxResidentMib() float64 {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Maxrss) / 1024
}

func check(err error) {
	if err == nil {
		return
	}
	if soap.IsSoapFault(err) {
		fmt.Fprintln(os.Stderr, soap.ToSoapFault(err).String)
	} else {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(1)
}
