/** Privileges that this vCenter knows: those that its methods and the roles of its tests ask for. */
export const privileges: readonly string[] = `
  System.Anonymous System.Read System.View
  Authorization.ModifyPermissions Authorization.ModifyRoles
  Cryptographer.Access
  Datastore.AllocateSpace Datastore.Browse Datastore.Config Datastore.FileManagement
  Global.CancelTask Global.DisableMethods Global.EnableMethods Global.Licenses Global.SetCustomField
  Network.Assign
  Resource.AssignVMToPool
  Sessions.TerminateSession Sessions.ValidateSession
  StorageProfile.View
  VApp.Export
  VirtualMachine.Config.ChangeTracking VirtualMachine.Config.DiskLease VirtualMachine.Config.Settings
  VirtualMachine.GuestOperations.Execute VirtualMachine.GuestOperations.Modify VirtualMachine.GuestOperations.Query
  VirtualMachine.Interact.DeviceConnection VirtualMachine.Interact.PowerOff VirtualMachine.Interact.PowerOn
  VirtualMachine.Provisioning.DiskRandomAccess VirtualMachine.Provisioning.DiskRandomRead
  VirtualMachine.Provisioning.FileRandomAccess VirtualMachine.Provisioning.GetVmFiles
  VirtualMachine.State.CreateSnapshot VirtualMachine.State.RemoveSnapshot VirtualMachine.State.RevertToSnapshot
`
  .trim()
  .split(/\s+/)

/** What everyone with any role has. */
export const systemPrivileges: readonly string[] = ['System.Anonymous', 'System.Read', 'System.View']

/** What a method asks for on the object that it is called on, or on the machine that a snapshot belongs to. */
export const privilegeOf: Readonly<Record<string, string>> = {
  CreateSnapshot_Task: 'VirtualMachine.State.CreateSnapshot',
  CreateSnapshotEx_Task: 'VirtualMachine.State.CreateSnapshot',
  RemoveSnapshot_Task: 'VirtualMachine.State.RemoveSnapshot',
  RemoveAllSnapshots_Task: 'VirtualMachine.State.RemoveSnapshot',
  ReconfigVM_Task: 'VirtualMachine.Config.ChangeTracking',
  QueryChangedDiskAreas: 'VirtualMachine.Provisioning.DiskRandomRead',
  ExportVm: 'VApp.Export',
  ExportSnapshot: 'VApp.Export',
}
