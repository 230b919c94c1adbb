// Command shapes prints the classes of the vSphere API that the fake vCenter serves, as govmomi knows them: the fields
// of each in the order of the wire, with their types and the version they came with.
//
//	go run ./shapes >../../fakes/vsphere/wire/shapes.json
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"
	"time"

	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

var managed = []any{
	mo.VirtualMachine{}, mo.HostSystem{}, mo.ClusterComputeResource{}, mo.ComputeResource{}, mo.Datastore{},
	mo.StoragePod{}, mo.Network{}, mo.OpaqueNetwork{}, mo.DistributedVirtualPortgroup{}, mo.VmwareDistributedVirtualSwitch{},
	mo.DistributedVirtualSwitch{}, mo.ResourcePool{}, mo.VirtualApp{}, mo.Folder{}, mo.Datacenter{}, mo.CustomFieldsManager{},
	mo.ContainerView{}, mo.ListView{}, mo.PerformanceManager{}, mo.Task{}, mo.HttpNfcLease{}, mo.VirtualMachineSnapshot{}, mo.ServiceInstance{},
	mo.SessionManager{}, mo.ViewManager{}, mo.AuthorizationManager{}, mo.TaskManager{}, mo.PropertyCollector{}, mo.EventManager{},
	mo.LicenseManager{}, mo.AlarmManager{}, mo.Alarm{},
}

// derived are classes that no field names, because fields name their bases.
var derived = strings.Fields(`
	VirtualDisk VirtualVmxnet3 VirtualE1000 VirtualE1000e
	VirtualPCNet32 VirtualSriovEthernetCard ParaVirtualSCSIController VirtualLsiLogicController
	VirtualLsiLogicSASController VirtualAHCIController VirtualNVMEController VirtualIDEController
	VirtualPCIController VirtualPS2Controller VirtualSIOController VirtualKeyboard
	VirtualPointingDevice VirtualPointingDeviceDeviceBackingInfo VirtualMachineVideoCard VirtualMachineVMCIDevice
	VirtualCdrom VirtualFloppy VirtualUSBXHCIController VirtualUSBController
	VirtualTPM VirtualPCIPassthrough VirtualSerialPort VirtualSoundCard
	VirtualDiskFlatVer2BackingInfo VirtualDiskSparseVer2BackingInfo VirtualDiskSeSparseBackingInfo VirtualDiskRawDiskMappingVer1BackingInfo
	VirtualDiskRawDiskVer2BackingInfo VirtualEthernetCardNetworkBackingInfo VirtualEthernetCardDistributedVirtualPortBackingInfo VirtualEthernetCardOpaqueNetworkBackingInfo
	VirtualCdromIsoBackingInfo VirtualCdromRemotePassthroughBackingInfo VirtualCdromRemoteAtapiBackingInfo VirtualPCIPassthroughVmiopBackingInfo
	VirtualPCIPassthroughDeviceBackingInfo VirtualSerialPortURIBackingInfo VirtualMachineBootOptionsBootableDiskDevice VirtualMachineBootOptionsBootableEthernetDevice
	VirtualDevicePciBusSlotInfo ClusterConfigInfoEx ClusterVmGroup ClusterHostGroup
	ClusterAffinityRuleSpec ClusterAntiAffinityRuleSpec ClusterVmHostRuleInfo ClusterComputeResourceSummary
	VMwareDVSPortSetting VmwareDistributedVirtualSwitchVlanIdSpec VmwareDistributedVirtualSwitchTrunkVlanSpec VmwareDistributedVirtualSwitchPvlanSpec
	VMwareDVSConfigInfo VMwareDVSPortgroupPolicy VMwareDVSFeatureCapability DistributedVirtualSwitchHostMemberPnicBacking
	OpaqueNetworkSummary VmfsDatastoreInfo NasDatastoreInfo CustomFieldStringValue
	OptionValue ResourcePoolQuickStats PerfEntityMetric PerfEntityMetricCSV
	PerfMetricIntSeries PerfMetricSeriesCSV PerfProviderSummary PerfInterval
	PerfCounterInfo PerfMetricId DiskChangeInfo HttpNfcLeaseInfo
	HttpNfcLeaseManifestEntry UserSession UpdateSet NoPermission
	ManagedObjectNotFound InvalidProperty NotAuthenticated InvalidLogin
	InvalidState InvalidArgument FileFault FileNotFound
	TaskInProgress InvalidPowerState RequestCanceled Timedout
	RestrictedByAdministrator RestrictedVersion NotSupported InvalidCollectorVersion
	ResourcePoolSummary ManagedByInfo AuthorizationRole
	TaskReasonUser AlarmTriggeringAction GroupAlarmAction SendEmailAction
	SendSNMPAction RunScriptAction KeyValue HostFibreChannelHba
	HostBlockHba HostInternetScsiHba StateAlarmExpression
`)

func name(t reflect.Type) string {
	if t == reflect.TypeOf(time.Time{}) {
		return "dateTime"
	}
	switch t.Kind() {
	case reflect.Interface:
		n := strings.TrimPrefix(t.Name(), "Base")
		if n == "AnyType" || n == "" || t.Name() == "AnyType" {
			return "anyType"
		}
		return n
	case reflect.String:
		if t.Name() == "string" {
			return "string"
		}
		return "=" + t.Name()
	case reflect.Int32:
		return "int"
	case reflect.Int64:
		return "long"
	case reflect.Int16:
		return "short"
	case reflect.Int8, reflect.Uint8:
		return "byte"
	case reflect.Bool:
		return "boolean"
	case reflect.Float32:
		return "float"
	case reflect.Float64:
		return "double"
	case reflect.Struct:
		if t.Name() == "URI" {
			return "anyURI"
		}
		return t.Name()
	}
	return "?" + t.String()
}

func fields(t reflect.Type, out *[]string, queue *[]reflect.Type, isManaged bool) {
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		if f.Anonymous {
			if f.Name == "DynamicData" || f.Type.Kind() != reflect.Struct {
				continue
			}
			fields(f.Type, out, queue, isManaged)
			continue
		}
		tag := strings.Split(f.Tag.Get("json"), ",")[0]
		if !isManaged {
			tag = strings.Split(f.Tag.Get("xml"), ",")[0]
		}
		if tag == "" || tag == "self" || tag == "-" {
			continue
		}
		ft := f.Type
		for ft.Kind() == reflect.Ptr {
			ft = ft.Elem()
		}
		star := ""
		if ft.Kind() == reflect.Slice && ft.Elem().Kind() != reflect.Uint8 {
			star = "*"
			ft = ft.Elem()
		}
		for ft.Kind() == reflect.Ptr {
			ft = ft.Elem()
		}
		if ft.Kind() == reflect.Struct && strings.HasPrefix(ft.Name(), "ArrayOf") {
			star = "*"
			ft = ft.Field(0).Type.Elem()
		}
		n := name(ft)
		if ft.Kind() == reflect.Slice {
			n = "base64Binary"
		}
		since := f.Tag.Get("vim")
		if since != "" {
			since = "@" + since
		}
		*out = append(*out, tag+":"+n+star+since)
		if ft.Kind() == reflect.Interface && n != "anyType" {
			if b, ok := types.TypeFunc()(n); ok {
				ft = b
			}
		}
		if ft.Kind() == reflect.Struct && n != "dateTime" && n != "anyURI" {
			*queue = append(*queue, ft)
		}
	}
}

func main() {
	result := map[string]string{}
	var queue []reflect.Type
	for _, m := range managed {
		var out []string
		t := reflect.TypeOf(m)
		fields(t, &out, &queue, true)
		result[t.Name()] = strings.Join(out, " ")
	}
	for _, d := range derived {
		t, ok := types.TypeFunc()(d)
		if !ok {
			fmt.Fprintln(os.Stderr, "no type", d)
			continue
		}
		queue = append(queue, t)
	}
	for len(queue) > 0 {
		t := queue[0]
		queue = queue[1:]
		if _, ok := result[t.Name()]; ok || t.Name() == "ManagedObjectReference" {
			continue
		}
		var out []string
		fields(t, &out, &queue, false)
		result[t.Name()] = strings.Join(out, " ")
	}
	names := []string{}
	for n := range result {
		names = append(names, n)
	}
	sort.Strings(names)
	fmt.Println("{")
	for i, n := range names {
		b, _ := json.Marshal(result[n])
		comma := ","
		if i == len(names)-1 {
			comma = ""
		}
		fmt.Printf("  %q: %s%s\n", n, b, comma)
	}
	fmt.Println("}")
}
