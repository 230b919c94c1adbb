// Command server is a vCenter, or a single host, for tests: govmomi's simulator with a chosen number of machines, over TLS.
//
// It prints one line of JSON with its URL and the SHA-256 fingerprint of its certificate, then serves until it is
// told to end.
package main

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"syscall"

	"github.com/vmware/govmomi/simulator"

	_ "github.com/vmware/govmomi/lookup/simulator"
	_ "github.com/vmware/govmomi/pbm/simulator"
	_ "github.com/vmware/govmomi/sts/simulator"
	_ "github.com/vmware/govmomi/vapi/simulator"
)

type announcement struct {
	URL         string `json:"url"`
	Fingerprint string `json:"fingerprint"`
	VMs         int    `json:"vms"`
	PID         int    `json:"pid"`
}

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "address to listen on")
	vms := flag.Int("vms", 50, "machines in total, spread over the pools of the cluster")
	hosts := flag.Int("hosts", 4, "hosts of the cluster")
	portgroups := flag.Int("portgroups", 6, "distributed port groups")
	datastores := flag.Int("datastores", 3, "datastores")
	esx := flag.Bool("esx", false, "a single ESXi host, and no vCenter")
	user := flag.String("user", "user", "name that may log in")
	password := flag.String("password", "pass", "its password")
	flag.Parse()

	model := simulator.VPX()
	if *esx {
		model = simulator.ESX()
	} else {
		model.Host = 0
		model.Cluster = 1
		model.ClusterHost = *hosts
		model.Pool = 0
		model.Portgroup = *portgroups
		model.Datastore = *datastores
	}
	model.Machine = *vms
	if err := model.Create(); err != nil {
		fail(err)
	}
	model.Service.RegisterEndpoints = true
	model.Service.Listen = &url.URL{Host: *listen, User: url.UserPassword(*user, *password)}
	model.Service.TLS = new(tls.Config)
	server := model.Service.NewServer()

	fingerprint := sha256.Sum256(server.Certificate().Raw)
	if !*esx {
		if err := decorate(context.Background(), server.URL); err != nil {
			fail(err)
		}
	}
	address := *server.URL
	address.User = nil
	line, err := json.Marshal(announcement{
		URL:         address.String(),
		Fingerprint: hex.EncodeToString(fingerprint[:]),
		VMs:         *vms,
		PID:         os.Getpid(),
	})
	if err != nil {
		fail(err)
	}
	fmt.Println(string(line))

	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	<-stop
	server.Close()
	model.Remove()
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
